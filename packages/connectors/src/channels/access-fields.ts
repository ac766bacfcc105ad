// Fields of the connect form that several channels share.

import type { AccessField } from './definition.ts'

/** An application's identity on most platforms. */
export const APP_KEY_FIELDS: readonly AccessField[] = [
  {
    name: 'appKey',
    kind: 'setting',
    label: { en: 'App key', 'zh-CN': 'App Key' },
    hint: {
      en: "The application's key in the platform's developer console.",
      'zh-CN': '平台开放平台控制台中应用的 App Key。',
    },
    isRequired: true,
  },
  {
    name: 'appSecret',
    kind: 'secret',
    label: { en: 'App secret', 'zh-CN': 'App Secret' },
    hint: {
      en: 'Shown beside the app key; it signs every call and is never sent.',
      'zh-CN': '与 App Key 一起显示，用于对每次调用签名，不会发送出去。',
    },
    isRequired: true,
  },
]

/** What a seller's authorisation brings. */
export const TOKEN_FIELDS: readonly AccessField[] = [
  {
    name: 'accessToken',
    kind: 'token',
    label: { en: 'Access token', 'zh-CN': '访问令牌' },
    hint: {
      en: "The seller's authorisation (on Taobao: the session).",
      'zh-CN': '商家授权得到的令牌（淘宝称 SessionKey）。',
    },
    isRequired: true,
  },
  {
    name: 'refreshToken',
    kind: 'token',
    label: { en: 'Refresh token', 'zh-CN': '刷新令牌' },
    hint: {
      en: 'Comes with the access token; without it somebody must authorise again when that expires.',
      'zh-CN': '与访问令牌一同得到；没有它，令牌到期后需要重新授权。',
    },
    isRequired: false,
  },
]
