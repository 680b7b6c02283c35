<?php

declare(strict_types=1);

namespace App\Filament\Resources;

use App\Models\ProviderConnection;
use App\Models\Tenant;
use Filament\Resources\Resource;
use Illuminate\Database\Eloquent\Builder;

final class ProviderConnectionResource extends Resource
{
    protected static ?string $model = ProviderConnection::class;

    public static function getEloquentQuery(): Builder
    {
        return Tenant::scope(parent::getEloquentQuery());
    }
}
