<x-layout :title="$tenant->name">
    <header>
        <h1>{{ $tenant->name }}</h1>
        <x-tenant-switcher :tenants="$tenants" />
    </header>
    <nav>
        <a href="{{ route('workspace') }}">{{ __('workspace.overview') }}</a>
        <a href="/platform/findings">{{ __('workspace.findings') }}</a>
        <a href="/platform/review-packs">{{ __('workspace.review_packs') }}</a>
    </nav>
    <main>{{ $slot }}</main>
</x-layout>
