<?php

declare(strict_types=1);

use App\Models\Finding;
use App\Models\Tenant;

it('shows the findings of the current workspace only', function (): void {
    $ours = Tenant::factory()->has(Finding::factory()->count(2))->create();
    Tenant::factory()->has(Finding::factory())->create();

    $this->actingAsOperatorOf($ours)->get('/platform/findings')->assertOk()->assertViewHas('records', 2);
});

it('switches the workspace without a new login', function (): void {
    $other = Tenant::factory()->create();

    $this->actingAsOperatorOf($other)->get('/platform/workspace')->assertSee($other->name);
});
