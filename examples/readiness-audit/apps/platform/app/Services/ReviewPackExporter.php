<?php

declare(strict_types=1);

namespace App\Services;

use App\Models\Finding;
use App\Models\ReviewPack;
use Illuminate\Support\Facades\Storage;

final class ReviewPackExporter
{
    /** Renders the pack and returns its path on the private disk. */
    public function export(ReviewPack $pack): string
    {
        $findings = Finding::query()
            ->where('tenant_id', $pack->tenant_id)
            ->whereBetween('created_at', [$pack->period_start, $pack->period_end])
            ->get();
        $path = "review-packs/{$pack->tenant_id}/{$pack->id}.pdf";
        Storage::disk('private')->put($path, view('review-packs.show', compact('pack', 'findings'))->render());
        $pack->update(['exported_at' => now()]);

        return $path;
    }
}
