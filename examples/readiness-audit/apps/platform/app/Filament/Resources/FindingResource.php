<?php

declare(strict_types=1);

namespace App\Filament\Resources;

use App\Models\Finding;
use App\Models\Tenant;
use Filament\Resources\Resource;
use Filament\Tables\Actions\Action;
use Filament\Tables\Columns\TextColumn;
use Filament\Tables\Table;
use Illuminate\Database\Eloquent\Builder;

final class FindingResource extends Resource
{
    protected static ?string $model = Finding::class;

    public static function getEloquentQuery(): Builder
    {
        return Tenant::scope(parent::getEloquentQuery());
    }

    public static function table(Table $table): Table
    {
        return $table
            ->columns([
                TextColumn::make('title')->searchable(),
                TextColumn::make('severity')->badge(),
                TextColumn::make('state')->badge(),
                TextColumn::make('accepted_until')->date(),
            ])
            ->actions([Action::make('accept')->requiresConfirmation()]);
    }
}
