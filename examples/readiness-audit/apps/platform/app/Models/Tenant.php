<?php

declare(strict_types=1);

namespace App\Models;

use Illuminate\Database\Eloquent\Builder;
use Illuminate\Database\Eloquent\Model;
use Illuminate\Database\Eloquent\Relations\HasMany;

final class Tenant extends Model
{
    protected $fillable = ['name', 'timezone'];

    /** Limits a query to the tenant of the current workspace. */
    public static function scope(Builder $query): Builder
    {
        return $query->where('tenant_id', session('workspace.tenant_id'));
    }

    public function findings(): HasMany
    {
        return $this->hasMany(Finding::class);
    }

    public function connections(): HasMany
    {
        return $this->hasMany(ProviderConnection::class);
    }
}
