// The cache of what the server said. Topics keep it current; what has no topic is fresh for half a minute.
import { QueryClient } from '@tanstack/react-query';
import { transient } from './client';

export const createCache = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, failure) => count < 3 && transient(failure),
        refetchOnWindowFocus: 'always',
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
