<?php

declare(strict_types=1);

use App\Http\Controllers\ReviewPackDownloadController;
use Illuminate\Support\Facades\Route;

Route::redirect('/', '/platform');

Route::middleware(['auth', 'tenant'])->group(function (): void {
    Route::view('/platform/workspace', 'workspace.shell')->name('workspace');
    Route::get('/platform/review-packs/{pack}/download', ReviewPackDownloadController::class)
        ->name('review-packs.download');
});
