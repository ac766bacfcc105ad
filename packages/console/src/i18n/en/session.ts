import type { Messages } from '../zh-cn.ts'

export const signIn: Messages['signIn'] = {
  title: 'Sign in',
  working: 'Signing in…',
  workingHint: 'A one-time link works once and then no more.',
  usedTitle: 'This link no longer works',
  usedBody: 'A sign-in link works once, and only for a while. Get a new one on the machine that runs Tidegate:',
  neededTitle: 'Sign in with a one-time link',
  neededBody:
    'Tidegate has no passwords. It prints a one-time sign-in link to its terminal; open that link in a browser.',
  again: 'Already running? In another terminal, get a new link:',
  start: 'Not running yet? Starting it prints a link:',
  failed: 'Signing in is not possible right now',
  retry: 'Try again',
}
