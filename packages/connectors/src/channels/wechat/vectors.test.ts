import { vectorTests } from '../testing/vectors.ts'
import { WECHAT } from './definition.ts'

vectorTests(WECHAT, import.meta.dirname, 'wechat-shop')
