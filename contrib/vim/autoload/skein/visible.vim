vim9script

# Replaces characters in the text of models, providers and other clients that a screen would not
# show as they are: control characters, line and paragraph separators, characters that change the
# direction of text, and invisible ones become U+FFFD.

const REPLACEMENT = 0xFFFD

const HIDDEN = [[0x01, 0x08], [0x0B, 0x1F], [0x7F, 0x9F], [0xAD, 0xAD], [0x61C, 0x61C],
  [0x115F, 0x1160], [0x180E, 0x180E], [0x200B, 0x200B], [0x200E, 0x200F], [0x2028, 0x202E],
  [0x2060, 0x206F], [0x3164, 0x3164], [0xFEFF, 0xFEFF], [0xFFA0, 0xFFA0], [0xFFF0, 0xFFFB],
  [0x1BCA0, 0x1BCA3], [0x1D173, 0x1D17A], [0xE0000, 0xE00FF], [0xE01F0, 0xE0FFF]]
# These join letters and the parts of an emoji, and are hidden elsewhere.
const JOINERS = [0x200C, 0x200D]
# The first bytes in UTF-8 of the long blocks at the end.
const TAGS = "\xf3\xa0"

# The characters of the short blocks; most texts contain none of them.
var suspects = [TAGS]
# The same without those that Vim itself shows as <202e> or ^[.
var unshown_suspects = [TAGS]

def Suspect()
  for [first, last] in HIDDEN
    for code in last - first < 100 ? range(first, last) : []
      var letter = nr2char(code, true)
      suspects->add(letter)
      if strtrans(letter) ==# letter
        unshown_suspects->add(letter)
      endif
    endfor
  endfor
  suspects->extend(JOINERS->mapnew((_, code) => nr2char(code, true)))
enddef
Suspect()

def IsHidden(code: number): bool
  if code >= 0x20 && code < 0x7F
    return false
  endif
  for [first, last] in HIDDEN
    if code <= last
      return code >= first
    endif
  endfor
  return false
enddef

def IsUnshown(code: number): bool
  return IsHidden(code) && strtrans(nr2char(code, true)) ==# nr2char(code, true)
enddef

# The short texts that were shown lately: a status line asks for the same ones at each key.
const REMEMBERED_BYTES = 400
const REMEMBERED_TEXTS = 200
var shown_before: dict<string> = {}

# The text for messages, menus, lists, previews and status lines. Characters in marks are kept.
export def Text(text: string, marks = ''): string
  if text !~ '[^ -~]'
    return text
  elseif marks != '' || text->len() > REMEMBERED_BYTES
    return Shown(text, marks)
  elseif !shown_before->has_key(text)
    if shown_before->len() >= REMEMBERED_TEXTS
      shown_before = {}
    endif
    shown_before[text] = Shown(text, marks)
  endif
  return shown_before[text]
enddef

def Shown(text: string, marks: string): string
  if !Has(text, suspects)
    return text
  endif
  var codes = str2list(text, true)
  var kept = str2list(marks, true)
  var shown = codes->mapnew((index, code) => {
    if JOINERS->index(code) >= 0
      return index > 0 && index < codes->len() - 1 && Joins(codes[index - 1])
        && Joins(codes[index + 1]) ? code : REPLACEMENT
    endif
    return IsHidden(code) && kept->index(code) < 0 ? REPLACEMENT : code
  })
  return shown->list2str(true)
enddef

# The text for buffers, where it may be copied and edited: characters that Vim shows itself are
# kept.
export def InBuffer(text: string): string
  if !Has(text, unshown_suspects)
    return text
  endif
  return text->str2list(true)->map((_, code) => IsUnshown(code) ? REPLACEMENT : code)
    ->list2str(true)
enddef

# The lines of a text for a buffer.
export def Lines(text: string): list<string>
  return InBuffer(text)->substitute("\r\n", "\n", 'g')->split("\n", true)
enddef

def Has(text: string, letters: list<string>): bool
  for letter in letters
    if stridx(text, letter) >= 0
      return true
    endif
  endfor
  return false
enddef

# Whether a joiner has something to join at this neighbour: a letter, or a part of an emoji.
def Joins(code: number): bool
  var is_letter = code >= 0xC0 || nr2char(code, true) =~ '\a'
  var is_punctuation = code >= 0x2000 && code <= 0x206F || code >= 0x3000 && code <= 0x303F
  return is_letter && !is_punctuation && code != REPLACEMENT
enddef
