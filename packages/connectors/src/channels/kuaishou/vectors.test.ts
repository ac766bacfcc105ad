import { vectorTests } from '../testing/vectors.ts'
import { KUAISHOU } from './definition.ts'

vectorTests(KUAISHOU, import.meta.dirname)
