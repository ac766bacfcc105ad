import { vectorTests } from '../testing/vectors.ts'
import { YOUZAN } from './definition.ts'

vectorTests(YOUZAN, import.meta.dirname)
