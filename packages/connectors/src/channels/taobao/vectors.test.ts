import { vectorTests } from '../testing/vectors.ts'
import { TAOBAO } from './definition.ts'

vectorTests(TAOBAO, import.meta.dirname)
