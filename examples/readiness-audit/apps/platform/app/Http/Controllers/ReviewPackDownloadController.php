<?php

declare(strict_types=1);

namespace App\Http\Controllers;

use App\Models\ReviewPack;
use App\Services\ReviewPackExporter;
use Illuminate\Support\Facades\Storage;
use Symfony\Component\HttpFoundation\StreamedResponse;

final class ReviewPackDownloadController
{
    public function __invoke(ReviewPack $pack, ReviewPackExporter $exporter): StreamedResponse
    {
        return Storage::disk('private')->download($exporter->export($pack), "{$pack->title}.pdf");
    }
}
