import { describe, expect, test } from 'vitest'
import { requireGatewayUrl } from './gateway-url.ts'

const hosts = ['gw.api.taobao.com']
const strict = { hosts, allowLoopback: false }
const lenient = { hosts, allowLoopback: true }

describe('a gateway may be', () => {
  test.each([
    'https://gw.api.taobao.com/router/rest',
    'https://GW.API.TAOBAO.COM/router/rest',
    'https://gw.api.taobao.com:443/',
  ])('%s', (url) => {
    expect(requireGatewayUrl(url, strict).hostname).toBe('gw.api.taobao.com')
  })
  test.each([
    'http://127.0.0.1:8080/router/rest',
    'http://[::1]:8080/',
    'http://localhost:1/',
    'http://2130706433/',
    'http://0x7f.1/',
  ])('%s, where loopback is allowed', (url) => {
    expect(() => requireGatewayUrl(url, lenient)).not.toThrow()
    expect(() => requireGatewayUrl(url, strict)).toThrow(/on this machine/)
  })
})

describe('a gateway may not be', () => {
  test.each([
    'http://gw.api.taobao.com/router/rest',
    'https://gw.api.taobao.com.evil.example/',
    'https://evil.example/gw.api.taobao.com',
    'https://gw.api.taobao.com@evil.example/',
    'https://user:pass@gw.api.taobao.com/',
    'https://gw.api.taobao.com:8443/',
    'https://gw.api.taobao.com/?a=1',
    'https://gw.api.taobao.com/#x',
    'https://gw.api.taobao.com./',
    'https://169.254.169.254/latest',
    'https://100.100.100.200/',
    'https://10.0.0.1/',
    'https://0.0.0.0/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:127.0.0.1]/',
    'http://127.0.0.1.nip.io/',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'gopher://127.0.0.1/',
    'javascript:alert(1)',
    '//gw.api.taobao.com',
    'gw.api.taobao.com',
    '',
  ])('%s', (url) => {
    expect(() => requireGatewayUrl(url, lenient)).toThrow()
    expect(() => requireGatewayUrl(url, strict)).toThrow()
  })
})

describe('shops with addresses of their own', () => {
  const suffix = { hosts: ['.myshopify.com'], allowLoopback: false }
  test('one label below a suffix', () => {
    expect(requireGatewayUrl('https://my-shop.myshopify.com/admin', suffix).hostname).toBe('my-shop.myshopify.com')
    for (const host of ['myshopify.com', 'a.b.myshopify.com', 'evilmyshopify.com', 'x.myshopify.com.evil.example'])
      expect(() => requireGatewayUrl(`https://${host}/`, suffix)).toThrow(/not a host/)
  })
  test('any name on the internet, no address of a private network', () => {
    const any = { hosts: 'any_public', allowLoopback: false } as const
    expect(requireGatewayUrl('https://shop.example.com/wp-json', any).hostname).toBe('shop.example.com')
    expect(requireGatewayUrl('https://8.8.8.8/', any).hostname).toBe('8.8.8.8')
    for (const host of [
      '10.0.0.1',
      '169.254.169.254',
      '[::ffff:10.0.0.1]',
      '[fd00::1]',
      'intranet',
      'shop.example.com.',
    ])
      expect(() => requireGatewayUrl(`https://${host}/`, any)).toThrow(/not a host/)
    expect(() => requireGatewayUrl('https://127.0.0.1/', any)).toThrow(/on this machine/)
  })
})
