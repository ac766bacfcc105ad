/** Several queries of one answer see one moment, so that a page never contradicts itself; and they can write nothing. */
export const READ_SNAPSHOT = 'isolation level repeatable read read only'
