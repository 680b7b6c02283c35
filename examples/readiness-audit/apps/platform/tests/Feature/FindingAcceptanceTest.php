<?php

declare(strict_types=1);

use App\Models\Finding;

it('accepts a finding with a reason and a date', function (): void {
    $finding = Finding::factory()->create();
    $finding->accept('compensated by conditional access', now()->addMonths(3));

    expect($finding->fresh()->isAccepted())->toBeTrue();
});

it('reopens a finding when its acceptance has run out', function (): void {
    $finding = Finding::factory()->create(['state' => 'accepted', 'accepted_until' => now()->subDay()]);

    expect($finding->isAccepted())->toBeFalse();
});
