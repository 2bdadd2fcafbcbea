vim9script

if exists('b:current_syntax')
  finish
endif

syntax match skeinListHead /\%1l.*/
syntax match skeinListDone /^ *\d\+ . \[x\].*/
syntax match skeinListDeleted /^ *\d\+ ✗.*/
# A search marks its matches with these characters, which no text contains.
syntax region skeinListFound matchgroup=Ignore start=/\%x02/ end=/\%x03/ concealends oneline

highlight default link skeinListHead Title
highlight default link skeinListDone Comment
highlight default link skeinListDeleted Comment
highlight default link skeinListFound Search

b:current_syntax = 'skeinlist'
