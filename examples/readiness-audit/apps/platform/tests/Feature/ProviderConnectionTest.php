<?php

declare(strict_types=1);

use App\Jobs\SyncProviderConnection;
use App\Models\ProviderConnection;

it('is ready once consent is given and the last sync went well', function (): void {
    $connection = ProviderConnection::factory()->create(['consented_at' => now(), 'last_error' => null]);

    expect($connection->isReady())->toBeTrue();
});

it('keeps the error of a failed sync', function (): void {
    $connection = ProviderConnection::factory()->create();
    (new SyncProviderConnection($connection))->failed(new RuntimeException('consent revoked'));

    expect($connection->fresh()->last_error)->toBe('consent revoked');
});
