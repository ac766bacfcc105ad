import helmet from '@fastify/helmet'
import type { App } from './app-type.ts'

/** Everything a page loads is ours; antd writes style elements at run time, so styles may be inline. */
const CONTENT_SECURITY_POLICY = {
  'default-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
}

export async function setSecurityHeaders(app: App, isTls: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    // Over plain HTTP browsers ignore it; told to a host that later drops TLS, it would lock people out.
    strictTransportSecurity: isTls,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  })
}
