vim9script

# Tables of Markdown with aligned columns.

const ROW = '^\s*|.*|\s*$'
const RULE = '^\s*|\%(\s*:\=-\+:\=\s*|\)\+\s*$'
const FENCE = '^\s*\(`\{3,}\|\~\{3,}\)'

# The lines with the cells of each table padded. Code in fences stays as it is.
export def Align(lines: list<string>): list<string>
  if lines->match(RULE) < 1
    return lines
  endif
  var aligned = lines->copy()
  var fence = ''
  var index = 0
  while index < lines->len()
    if lines[index] =~ FENCE
      fence = fence == '' ? lines[index]->matchstr(FENCE)->trim()
        : lines[index]->trim() == fence ? '' : fence
    endif
    if fence != '' || index + 1 >= lines->len() || lines[index] !~ ROW || lines[index + 1] !~ RULE
      index += 1
      continue
    endif
    var end = index + 1
    while end + 1 < lines->len() && lines[end + 1] =~ ROW
      end += 1
    endwhile
    for [number, row] in Padded(lines[index : end])->items()
      aligned[index + number] = row
    endfor
    index = end + 1
  endwhile
  return aligned
enddef

def Padded(rows: list<string>): list<string>
  var table = rows->mapnew((_, row) => Cells(row))
  var widths: list<number>
  for [number, cells] in table->items()
    for [column, cell] in cells->items()
      if column >= widths->len()
        widths->add(3)
      endif
      widths[column] = number == 1 ? widths[column] : max([widths[column], strdisplaywidth(cell)])
    endfor
  endfor
  return table->mapnew((number, cells) => '|' .. cells->copy()->map((column, cell) => number == 1
    ? ' ' .. Rule(cell, widths[column]) .. ' '
    : ' ' .. Cell(cell, widths[column], get(table[1], column, '')) .. ' ')->join('|') .. '|')
enddef

def Cell(cell: string, width: number, rule: string): string
  var blanks = repeat(' ', width - strdisplaywidth(cell))
  return rule =~ '^-\+:$' ? blanks .. cell : cell .. blanks
enddef

def Rule(cell: string, width: number): string
  var [left, right] = [cell =~ '^:' ? ':' : '', cell =~ ':$' ? ':' : '']
  return left .. repeat('-', width - len(left) - len(right)) .. right
enddef

# The cells of a row; a bar after a backslash is part of its cell.
def Cells(row: string): list<string>
  return row->trim()->substitute('^|', '', '')->substitute('\\\@<!|$', '', '')
    ->split('\\\@<!|', true)->map((_, cell) => cell->trim())
enddef
