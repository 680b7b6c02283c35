<?php

declare(strict_types=1);

namespace App\Filament\Resources;

use App\Models\ReviewPack;
use App\Models\Tenant;
use Filament\Resources\Resource;
use Illuminate\Database\Eloquent\Builder;

final class ReviewPackResource extends Resource
{
    protected static ?string $model = ReviewPack::class;

    public static function getEloquentQuery(): Builder
    {
        return Tenant::scope(parent::getEloquentQuery());
    }
}
