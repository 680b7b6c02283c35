<?php

declare(strict_types=1);

use App\Models\ReviewPack;
use App\Services\ReviewPackExporter;
use Illuminate\Support\Facades\Storage;

it('writes the pack to the private disk', function (): void {
    Storage::fake('private');
    $pack = ReviewPack::factory()->create();

    $path = app(ReviewPackExporter::class)->export($pack);

    Storage::disk('private')->assertExists($path);
    expect($pack->fresh()->exported_at)->not->toBeNull();
});
