<?php

declare(strict_types=1);

namespace App\Filament\Pages;

use App\Models\Finding;
use App\Models\Tenant;
use Filament\Pages\Page;

final class CustomerReviewWorkspace extends Page
{
    protected static ?string $navigationGroup = 'Reviews';

    protected static string $view = 'review-packs.show';

    protected function getViewData(): array
    {
        return ['findings' => Tenant::scope(Finding::query())->orderBy('severity')->get()];
    }
}
