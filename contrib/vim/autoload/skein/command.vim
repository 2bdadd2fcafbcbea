vim9script

# The implementation of commands, where that takes more than one function of another file.

import autoload 'skein/address.vim' as Address
import autoload 'skein/again.vim' as Again
import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/draft.vim' as Draft
import autoload 'skein/edit.vim' as Edit
import autoload 'skein/followed.vim' as Followed
import autoload 'skein/list.vim' as List
import autoload 'skein/names.vim' as Names
import autoload 'skein/preview.vim' as Preview
import autoload 'skein/proposal.vim' as Proposal
import autoload 'skein/proposals.vim' as Proposals
import autoload 'skein/search.vim' as Search
import autoload 'skein/selection.vim' as Selection
import autoload 'skein/tasks.vim' as Tasks
import autoload 'skein/template.vim' as Template
import autoload 'skein/text.vim' as Text
import autoload 'skein/threads.vim' as Threads
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/versions.vim' as Versions
import autoload 'skein/writing.vim' as Writing

# :Skein
export def Ask(ranges: number, first: number, last: number, new: bool, words: string, mods: string)
  var selection = ranges > 0 ? Selection.Of(ranges, first, last) : {}
  var language = &filetype =~ '^skein' ? '' : &filetype
  var opened = Chat.Open(new ? '' : Chats.Used(), mods)
  if selection->empty() && words == ''
    return
  endif
  var input = selection->empty() ? words : Text.Quote(words, selection.text, language)
  if words == ''
    Chat.SetDraft(opened, [''] + Text.Lines(input))
    Chat.ToQuestion()
  else
    Chat.AskWithContext(opened, input)
  endif
enddef

# :SkeinTemplate
export def UseTemplate(ranges: number, first: number, last: number, words: string)
  Template.Ask(words->matchstr('^\S*'), words->matchstr('^\S*\s\+\zs.*'),
    ranges > 0 ? Selection.Of(ranges, first, last) : {})
enddef

# :SkeinRewrite and :SkeinAppend
export def EditText(how: string, ranges: number, first: number, last: number, words: string)
  Begin(how, Selection.Of(ranges, first, last), words)
enddef

# :SkeinInsert
export def Insert(words: string)
  Begin('insert', Selection.Cursor(), words)
enddef

def Begin(how: string, selection: dict<any>, words: string)
  if how == 'rewrite'
    Proposal.Ask(selection, words)
  else
    Edit.Ask(how, selection, words)
  endif
enddef

# <Plug>(skein-ask), <Plug>(skein-rewrite) and <Plug>(skein-append): ask for the words first.
export def Prompt(how: string, ranges: number, first: number, last: number)
  var selection = Selection.Of(ranges, first, last)
  var words = Ui.Input({ask: 'Ask: ', rewrite: 'Rewrite: ', append: 'Append: '}[how])
  if words == null || (words->trim() == '' && how != 'append')
    return
  elseif how == 'ask'
    Ask(ranges, first, last, false, words, '')
  else
    Begin(how, selection, words)
  endif
enddef

# :SkeinCancel: cancels answers for this buffer or in this chat, else the editing of a question there,
# else the last question; where only the mark of a failed change is left, removes that.
export def Cancel(all: bool)
  var running = Followed.Running()
  var here = Edit.Awaited(bufnr()) + Proposals.Awaited(bufnr())
  var chat = Chats.Current()
  var mine = running->copy()->filter((_, turn) => here->index(turn.id) >= 0
    || !chat->empty() && turn.threadId == chat.id)
  if here->empty() && Preview.Dismiss(bufnr()) && !all
    return
  elseif mine->empty() && !chat->empty() && !chat.editing->empty() && !all
    Again.LeaveEditing(chat)
  elseif running->empty()
    Ui.Note('nothing runs')
    return
  endif
  # The newest first, so that a queued turn does not begin when the one before it ends.
  for turn in (all ? running : mine->empty() ? running[-1 :] : mine)->reverse()
    Turn.Cancel(turn)
  endfor
enddef

# :SkeinThreads
export def ListOrOpen(name: string, mods: string)
  if name == ''
    Threads.Open(mods)
  else
    Open(name, mods)
  endif
enddef

# :SkeinOpen
export def Open(name: string, mods: string)
  if name != ''
    OpenFound(Names.Find(name), mods)
    return
  endif
  var id = get(get(g:, 'skein_turn', {}), 'threadId', '') ?? ''
  if id == ''
    Ui.Warn('nothing was asked here yet; :SkeinThreads lists the threads')
  else
    Chat.Open(id, mods)
  endif
enddef

# :SkeinLast
export def Last(mods: string)
  OpenFound(Threads.Newest(), mods)
enddef

def OpenFound(thread: dict<any>, mods: string)
  if !thread->empty()
    Chat.Open(thread.id, mods)
  endif
enddef

# :SkeinRename
export def Rename(title: string)
  var chat = Chats.Required()
  if chat->empty()
    return
  elseif chat.exists
    Threads.Rename(chat.id, title)
  else
    Chat.Create(chat, title)
  endif
enddef

# :SkeinDelete
export def Delete()
  var chat = Chats.Required()
  if !chat->empty() && chat.thread != null
    Threads.Delete(chat.thread)
  endif
enddef

# :SkeinRestore
export def Restore()
  var chat = Chats.Current()
  Threads.Restore(chat->empty() || !chat.exists ? '' : chat.id)
enddef

# Fills a buffer whose name begins with skein://
export def Read(name: string)
  if Address.IsChat(name)
    Chat.Read(name)
  elseif Writing.IsText(name)
    Writing.Read(name)
  elseif name == 'skein://threads'
    Threads.Read()
  elseif name == 'skein://tasks'
    Tasks.Read()
  elseif name =~ '^skein://versions/.'
    Versions.Read()
  elseif name =~ '^skein://search/.'
    Search.Read()
  else
    Ui.Warn('there is no ' .. name)
  endif
enddef

# Forgets a buffer that is wiped out.
export def Forget(buffer: number)
  Chats.Forget(buffer)
  Draft.Forget(buffer)
  List.Forget(buffer)
enddef
