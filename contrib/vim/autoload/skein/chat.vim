vim9script

# The actions in a chat buffer: asking, sending, moving.

import autoload 'skein/address.vim' as Address
import autoload 'skein/again.vim' as Again
import autoload 'skein/answers.vim' as Answers
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/context.vim' as Context
import autoload 'skein/draft.vim' as Draft
import autoload 'skein/mirror.vim' as Mirror
import autoload 'skein/text.vim' as Text
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/variants.vim' as Variants

const KEYS = [
  ['<C-s>', 'send (<CR> in Normal mode, too)'],
  ['<C-c>', 'cancel what runs, or editing'],
  [':q', 'leave; what runs goes on'],
  [']]  [[', 'next, previous heading'],
  ['gy  g!  go', 'yank a block of code, filter it, open it in a buffer'],
  ['ge  gF', 'edit the question here, go on in a copy up to here'],
  ['za', 'open or close a fold: context, reasoning'],
  ['i a o', 'write below the last heading'],
  [':help skein-chat', 'has the rest'],
]

# Ids of threads that are created when something is sent.
var fresh: dict<bool>

# Opens a thread's chat in a window; a new thread when id is ''.
export def Open(id: string, mods = ''): dict<any>
  var new_id = id == '' ? Text.Uuid() : id
  if id == ''
    fresh[new_id] = true
  endif
  var shown = Chats.All()->filter((_, chat) => chat.id == new_id)
  Ui.ShowBuffer(shown->empty() ? bufadd(Address.New(new_id)) : shown[0].buffer, mods)
  Chats.ToPrompt()
  return Chats.Current()
enddef

# Opens a thread's chat at one of its messages, or at a question without an answer, see Chats.GoTo;
# 0 is its end.
export def Visit(id: string, place: any)
  var chat = Open(id)
  if type(place) == v:t_string || place > 0
    chat.visit = place
  endif
  if chat.loaded
    Mirror.Arrive(chat)
  endif
enddef

# Fills the current buffer, whose name means a thread.
export def Read(name: string)
  var buffer = bufnr()
  var before = Chats.Of(buffer)
  var [id, why] = before->empty() ? Address.Id(name) : [before.id, '']
  var other = Chats.All()->filter((_, chat) => chat.id == id && chat.buffer != buffer)
  if id == ''
    Ui.Warn(why)
    return
  elseif !other->empty()
    # One thread has one chat.
    execute 'silent buffer' other[0].buffer
    execute 'silent! bwipeout' buffer
    return
  endif
  var draft = before->empty() ? [] : Transcript.Body(before, before.blocks[-1])
  var chat = {buffer: buffer, id: id, thread: null, exists: !fresh->has_key(id),
    model: get(g:, 'skein_model', ''), systemPrompt: get(g:, 'skein_system_prompt', ''), options: {},
    blocks: [], reading: '', editing: {}, through: 0, earlier: null, load: 0, loaded: false}
  Variants.Clear(chat)
  Chats.Add(chat)
  Ui.Become('skein')
  Transcript.Write(buffer, () => Transcript.Clear(chat, draft))
  Draft.Begin(chat)
  if !chat.exists
    Context.Adopt(id)
  endif
  Chats.Title(chat)
  Chats.ToPrompt()
  Mirror.Begin(chat)
enddef

# Asks in a chat; the question appears at once. With the id of an earlier turn, its model, system
# prompt and options are used.
export def Ask(chat: dict<any>, input: string, earlier: any = null)
  if !chat.exists
    Create(chat)
  endif
  var params: dict<any> = {threadId: chat.id, input: input}
  if earlier != null
    params.settingsOf = earlier
    if chat->get('chosen', '') != ''
      params.model = chat.chosen
    endif
  elseif exists('g:skein_options')
    params.options = g:skein_options
  endif
  Turn.Start(params)
enddef

# Creates the thread of a new chat, before something is sent.
export def Create(chat: dict<any>, title = '')
  if chat.exists
    return
  endif
  chat.exists = true
  if fresh->has_key(chat.id)
    fresh->remove(chat.id)
  endif
  var params: dict<any> = {id: chat.id}
  var members = {title: title, model: chat.model, systemPrompt: chat.systemPrompt}
  params->extend(members->filter((_, value) => value != ''))
  if !chat.options->empty()
    params.options = chat.options
  endif
  Connection.Request('thread/create', params, (error, result) => {
    if error == null
      chat.thread = result.thread
      Chats.Title(chat)
    else
      chat.exists = false
      fresh[chat.id] = true
      Ui.Warn(error.message)
    endif
  })
enddef

# Changes the model of a chat's thread, also for a question that is asked again here.
export def SetModel(chat: dict<any>, name: string)
  chat.chosen = name
  if !chat.exists
    chat.model = name
    Chats.Title(chat)
    return
  endif
  Connection.Request('thread/update', {threadId: chat.id, model: name}, (error, result) => {
    if error != null
      Ui.Warn(error.message)
    else
      chat.thread = result.thread
      Chats.Title(chat)
    endif
  })
enddef

# Sends the text at the prompt.
export def Send()
  var chat = Chats.Current()
  if chat->empty()
    return
  endif
  var input = Transcript.Body(chat, chat.blocks[-1])->join("\n")->trim()
  if !chat.editing->empty()
    Again.SendEdited(chat, input)
    return
  elseif input == ''
    Ui.Note('nothing to send: write below "Ask"')
    return
  endif
  SetDraft(chat, [''])
  AskWithContext(chat, input)
enddef

# Asks these words with what goes along with the question. When that can't be read, nothing is asked,
# and the words are at the prompt.
export def AskWithContext(chat: dict<any>, words: string)
  try
    var question = Context.Question(chat.id, words)
    Context.Sent(chat.id)
    Ask(chat, question)
  catch /^skein-read:/
    SetDraft(chat, Text.Lines(words))
    Ui.Warn(v:exception->substitute('^skein-read:', 'nothing is asked: ', ''))
  endtry
enddef

# The action of <CR>: on the heading "Earlier" it reads earlier messages, elsewhere it sends.
export def Key()
  if UnderCursor().role == 'earlier'
    Mirror.Earlier(Chats.Current())
  else
    Send()
  endif
enddef

# Shows the keys.
export def Help()
  for [key, what] in KEYS
    echo printf('%-10s %s', key, what)
  endfor
enddef

# Puts text at the prompt, for the user to complete and send.
export def SetDraft(chat: dict<any>, lines: list<string>)
  Transcript.Write(chat.buffer, () => Transcript.SetDraft(chat, lines))
  if bufnr() == chat.buffer
    Chats.ToPrompt()
  endif
enddef

# What is sent next replaces this question; {} ends that.
export def SetEditing(chat: dict<any>, question: dict<any>)
  chat.editing = question
  Transcript.Write(chat.buffer, () => Answers.SetPrompt(chat))
enddef

# Puts the cursor on the empty line above a quoted text at the prompt.
export def ToQuestion()
  var chat = Chats.Current()
  cursor(Transcript.Line(chat, chat.blocks[-1]) + 1, 1)
  Chats.Guard()
enddef

# The key that begins to insert; above the prompt it first moves to the prompt.
export def InsertKey(key: string): string
  var chat = Chats.Current()
  var above = line('.') <= Transcript.Line(chat, chat.blocks[-1])
  setlocal modifiable
  return above ? 'GA' : key
enddef

# Goes to the heading after or before the cursor.
export def Jump(forward: bool)
  var lines = Transcript.Lines(Chats.Current())->values()->sort('n')
    ->filter((_, lnum) => forward ? lnum > line('.') : lnum < line('.'))
  if !lines->empty()
    normal! m'
    cursor(forward ? lines[0] : lines[-1], 1)
    Chats.Guard()
  endif
enddef

# The block under the cursor.
export def UnderCursor(): dict<any>
  var chat = Chats.Current()
  return chat->empty() ? {} : Transcript.At(chat, line('.'))
enddef
