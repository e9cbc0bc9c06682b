import { expect, it } from 'vitest'
import { HttpProblem } from './problem.ts'
import { parseBody } from './json.ts'

it.each(['{"a":{"__proto__":{"b":1}}}', '{"a":{"\\u005f_proto__":{"b":1}}}', '{"a":{"__pr\\u006fto__":1}}'])(
  'drops what would reach a prototype, however it is spelt: %s',
  (text) => {
    expect(Object.keys((parseBody(text) as { a: object }).a)).toEqual([])
  },
)

it('reads everything else as it is, and refuses what is too deep or no JSON', () => {
  expect(parseBody('{"a":[1,"é\\u00e9","\\"[["],"proto":null}')).toEqual({ a: [1, 'éé', '"[['], proto: null })
  expect(parseBody(`${'['.repeat(40)}${']'.repeat(40)}`)).toHaveLength(1)
  for (const text of [`${'['.repeat(41)}${']'.repeat(41)}`, '{"a":', '']) expect(() => parseBody(text)).toThrow(HttpProblem)
})
