vim9script

# Converts text between buffers and models.

import autoload 'skein/visible.vim' as Visible

# The first bytes, in Vim, of half surrogates and of values beyond Unicode. Few texts contain any.
const SUSPECTS = ["\xed", "\xf4", "\xf5", "\xf6", "\xf7", "\xf8", "\xf9", "\xfa", "\xfb", "\xfc",
  "\xfd"]
const REPLACEMENT = 0xFFFD

const QUOTED_CELLS = 60

# The text as well-formed Unicode. (json_encode() itself replaces bytes that are not characters.)
export def Clean(text: string): string
  if SUSPECTS->copy()->filter((_, byte) => stridx(text, byte) >= 0)->empty()
    return text
  endif
  return text->str2list()
    ->map((_, code) => code >= 0xD800 && code <= 0xDFFF || code > 0x10FFFF ? REPLACEMENT : code)
    ->list2str()
enddef

# The lines of a text, for a buffer.
export def Lines(text: string): list<string>
  return text->substitute("\r\n", "\n", 'g')->split("\n", true)
enddef

# A question about a text: the words, then the text in a fence that it cannot close.
export def Quote(words: string, text: string, language: string): string
  var fence = '```'
  while text =~ '\%(^\|\n\)\s*' .. fence
    fence ..= '`'
  endwhile
  return words .. (words == '' ? '' : "\n\n") .. fence .. language .. "\n" .. text .. "\n" .. fence
enddef

# The inside of an answer that is one fenced block and nothing else; otherwise the answer. In place of
# code, `in_code`, a single block is the answer, whatever is written around it.
export def Unfence(answer: string, in_code = false): string
  var lines = answer->trim("\n", 2)->split("\n", true)
  while !lines->empty() && lines[0] =~ '^\s*$'
    lines->remove(0)
  endwhile
  var first = in_code ? lines->match('^\%(`\{3,}\|\~\{3,}\)') : 0
  if lines->len() < 2 || first < 0
    return answer
  endif
  var fence = lines[first]->matchstr('^`\{3,}\|^\~\{3,}')
  if fence == ''
    return answer
  endif
  var last = lines->match('^\V' .. fence .. '\m\s*$', first + 1)
  var is_only = in_code ? last > 0 && lines->match('^\%(`\{3,}\|\~\{3,}\)', last + 1) < 0
    : last == lines->len() - 1
  return is_only ? lines[first + 1 : last - 1]->join("\n") : answer
enddef

# The file types whose text is prose: a code block belongs to it.
const PROSE = ['', 'asciidoc', 'gitcommit', 'help', 'html', 'mail', 'markdown', 'org', 'rst', 'skein',
  'tex', 'text', 'vimwiki']

# The text that an answer puts in the place of another in a buffer: a fence that the other has stays.
export def InPlaceOf(original: string, answer: string, buffer: number): string
  if original =~ '^\_s*\%(```\|\~\~\~\)'
    return answer
  endif
  return Unfence(answer, PROSE->index(getbufvar(buffer, '&filetype')) < 0)
enddef

# A random UUID, version 4.
export def Uuid(): string
  # Each srand() uses fresh random bits of the system: 32 bits a call.
  var hex = range(4)->mapnew((_, _) => printf('%08x', rand(srand())))->join('')
  return printf('%s-%s-4%s-%s%s-%s', hex[0 : 7], hex[8 : 11], hex[13 : 15],
    '89ab'[rand() % 4], hex[17 : 19], hex[20 : 31])
enddef

# The text on one line of at most this many cells.
export def Short(text: string, cells: number): string
  return Cut(text->substitute('[[:cntrl:][:space:]]\+', ' ', 'g')->trim(), cells)
enddef

# The beginning of a line that fits into this many cells.
export def Cut(text: string, cells: number): string
  var line = Visible.Text(text)
  if strdisplaywidth(line) <= cells
    return line
  endif
  var short = line->strcharpart(0, cells)
  while strdisplaywidth(short) >= cells
    short = short->strcharpart(0, strchars(short) - 1)
  endwhile
  return short->trim(' ', 2) .. '…'
enddef

# The lines of a text at most this many cells wide, broken at blanks; a longer word stays whole.
export def Wrap(text: string, cells: number): list<string>
  var lines: list<string>
  for word in Visible.Text(text)->split()
    if !lines->empty() && strdisplaywidth(lines[-1] .. ' ' .. word) <= cells
      lines[-1] ..= ' ' .. word
    else
      lines->add(word)
    endif
  endfor
  return lines
enddef

# A text as quoted in a sentence: its beginning on one line, in quotation marks.
export def Quoted(text: string, cells: number): string
  # Cut first: a question may have megabytes.
  return printf('“%s”', Short(text->strpart(0, 16 * cells), min([cells, QUOTED_CELLS])))
enddef

# The age of a time of the daemon, in one word.
export def Ago(time: any): string
  if type(time) != v:t_string
    return ''
  elseif !exists('*strptime')
    return time->strpart(0, 10)
  endif
  var then = Seconds(time)
  var seconds = max([0, localtime() - then])
  return seconds < 60 ? 'now'
    : seconds < 3600 ? printf('%dm', seconds / 60)
    : seconds < 86400 ? printf('%dh', seconds / 3600)
    : seconds < 86400 * 60 ? printf('%dd', seconds / 86400)
    : strftime('%Y-%m-%d', then)
enddef

# strptime() reads a time as local time, but the daemon's times are UTC.
def Seconds(time: string): number
  var utc = strptime('%Y-%m-%dT%H:%M:%S', time->strpart(0, 19))
  var offset = strftime('%z', utc)
  var minutes = str2nr(offset[1 : 2]) * 60 + str2nr(offset[3 : 4])
  return utc + (offset[0] == '-' ? -minutes : minutes) * 60
enddef
