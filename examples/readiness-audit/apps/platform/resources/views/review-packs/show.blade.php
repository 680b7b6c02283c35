<x-layout :title="$pack->title">
    <h1>{{ $pack->title }}</h1>
    <p>{{ __('review.period', ['from' => $pack->period_start, 'to' => $pack->period_end]) }}</p>
    @foreach ($findings as $finding)
        <section>
            <h2>{{ $finding->title }}</h2>
            <p>{{ __("review.state.{$finding->state}") }}</p>
        </section>
    @endforeach
</x-layout>
