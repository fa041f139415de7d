import { expect, test } from '@playwright/test';
import { formatCsv, parseCsv } from '../src/csv';

test('fields may hold delimiters, line ends and quotes', () => {
  const text = 'title,pages\r\n"One, ""two""","1\n0"\n\nThree,\n';
  expect(parseCsv(text)).toEqual([
    ['title', 'pages'],
    ['One, "two"', '1\n0'],
    ['Three', ''],
  ]);
});

test('a last line needs no line end, and its empty field counts', () => {
  expect(parseCsv('a;b\n1;', { delimiter: ';', quote: '"' })).toEqual([
    ['a', 'b'],
    ['1', ''],
  ]);
});

test('lines need not be equally long, and a quote inside a field is a character', () => {
  expect(parseCsv('a,b\n5" pipe\n1,2,3\n')).toEqual([['a', 'b'], ['5" pipe'], ['1', '2', '3']]);
});

test('what is written reads back the same, with nothing for null', () => {
  const rows = [
    ['id', 'note'],
    ['1', 'says "yes", twice\r\nand more'],
  ];
  expect(parseCsv(formatCsv(rows))).toEqual(rows);
  expect(formatCsv([['1', null]])).toBe('1,\r\n');
});
