<?php

declare(strict_types=1);

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

final class ProviderConnection extends Model
{
    protected $fillable = ['tenant_id', 'provider', 'consented_at', 'last_synced_at', 'last_error'];

    protected $casts = ['consented_at' => 'datetime', 'last_synced_at' => 'datetime'];

    public function isReady(): bool
    {
        return $this->consented_at !== null && $this->last_error === null;
    }
}
