<?php

declare(strict_types=1);

namespace App\Jobs;

use App\Models\ProviderConnection;
use Illuminate\Bus\Queueable;
use Illuminate\Contracts\Queue\ShouldQueue;
use Illuminate\Support\Facades\Log;

final class SyncProviderConnection implements ShouldQueue
{
    use Queueable;

    public int $tries = 3;

    public function __construct(private readonly ProviderConnection $connection)
    {
    }

    public function handle(): void
    {
        $this->connection->update(['last_synced_at' => now(), 'last_error' => null]);
    }

    public function failed(\Throwable $error): void
    {
        Log::warning('provider sync failed', ['connection' => $this->connection->id]);
        $this->connection->update(['last_error' => $error->getMessage()]);
    }
}
