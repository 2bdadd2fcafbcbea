---The questions of a chat, answered or not: removing, changing, asking again, going on in a copy.
local blocks = require('skein.chat.blocks')
local chats = require('skein.chat')
local connection = require('skein.connection')
local notice = require('skein.notice')
local prompt = require('skein.chat.prompt')
local text = require('skein.text')
local turns = require('skein.chat.turns')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

local NOTHING = 'Nothing has been asked in this thread.'

---Shows a message that quotes a question, all on one line.
local function tell(words, question, ...)
  local around = words:format('', ...)
  local room = math.min(60, notice.columns() - vim.fn.strwidth(around))
  notice.info(words:format(text.shortened(question, math.max(room, 6)), ...))
end

---Finds the last message of the user; its answer follows it, and few other messages.
local function last_asked(thread_id, callback, cursor)
  local params = { threadId = thread_id, order = 'desc', limit = cursor and 50 or 2, cursor = cursor }
  connection.request('message/list', params, function(err, page)
    if err then
      return callback(err)
    end
    for _, message in ipairs(page.data) do
      if message.role == 'user' then
        return callback(nil, message)
      end
    end
    if page.nextCursor then
      return last_asked(thread_id, callback, page.nextCursor)
    end
    callback(nil, nil)
  end)
end

---Finds the last question: `{text, unsent}`, the entry of one that the daemon never received;
---`{text, turn}`, an unanswered turn; or `{text, message}`. Reports when there is none, or when it
---is still running.
local function find(chat, callback)
  if #turns.live(chat) > 0 then
    return notice.warn('Wait for the turn that runs, or :SkeinCancel.')
  end
  local entry = chat.entries[#chat.entries]
  if entry and entry.question and entry.question.unsent then
    return callback { text = entry.question.text, unsent = entry }
  elseif not chat.thread then
    return notice.info(NOTHING)
  end
  local params = { threadId = chat.thread_id, unanswered = true, includeTexts = true, limit = 1 }
  last_asked(chat.thread_id, function(err, message)
    if err then
      return notice.error(err)
    end
    connection.request('turn/list', params, function(list_error, page)
      if list_error then
        return notice.error(list_error)
      end
      local turn = page.data[1]
      if turn and (turn.afterSequence or 0) >= (message and message.sequence or 0) then
        callback { text = turn.input or '', turn = turn }
      elseif message then
        callback { text = message.content, message = message }
      else
        notice.info(NOTHING)
      end
    end)
  end)
end

---The question under the cursor, as `find` gives it, and its place; in the prompt the last one.
local function find_here(chat, callback)
  local entry, index = chats.entry_here(chat)
  while entry and entry.message and entry.message.role ~= 'user' do
    index = index - 1
    entry = chat.entries[index]
  end
  if not entry or index >= #chat.entries - 1 then
    return find(chat, callback)
  elseif #turns.live(chat) > 0 then
    return notice.warn('Wait for the turn that runs, or :SkeinCancel.')
  elseif entry.message then
    return callback { text = entry.message.content, message = entry.message, is_earlier = true }
  end
  local question = entry.question
  callback { text = question.text, turn = question.tries[#question.tries], after = question.after, is_earlier = true }
end

---Removes a question, reports which one it was, and calls back when the chat shows that.
local function take_back(chat, last, callback)
  if last.unsent then
    blocks.remove(chat, last.unsent)
    tell('Taken back: “%s”, which was never asked.', last.text)
    return callback()
  end
  local method, params = 'turn/withdraw', { turnId = last.turn and last.turn.id }
  if last.message then
    method, params = 'thread/revert', { threadId = chat.thread_id, throughSequence = last.message.sequence - 1 }
  elseif last.after and last.after < chat.last_sequence then
    method, params = 'thread/revert', { threadId = chat.thread_id, throughSequence = last.after }
  end
  connection.request(method, params, function(err, result)
    if err then
      return notice.error(err)
    elseif result.fork then
      tell('Taken back: “%s”. Version %s has it.', last.text, result.fork.number)
    else
      tell(last.turn and 'Taken back: “%s”, which had no answer.' or 'Taken back: “%s”.', last.text)
    end
    chat.load(function(load_error)
      if not load_error then
        callback()
      end
    end)
  end)
end

---Removes the last question and its answer, and puts the question into the prompt if that is empty.
function M.undo(chat)
  find(chat, function(last)
    take_back(chat, last, function()
      if prompt.draft(chat) == '' then
        prompt.set_draft(chat, visible.in_buffer(last.text))
      end
      prompt.go(chat)
    end)
  end)
end

---Asks the last question again, whether it has an answer or not.
function M.retry(chat, model)
  find(chat, function(last)
    if last.unsent then
      blocks.remove(chat, last.unsent)
      local tries = last.unsent.question.tries
      return chats.ask(chat, last.text, tries[#tries].id)
    end
    local turn_id = last.turn and last.turn.id or last.message.turnId
    if not turn_id then
      -- It was copied or imported: no turn has asked it here.
      return take_back(chat, last, function()
        chats.ask(chat, last.text)
      end)
    end
    tell('Asking again: “%s”.', last.text)
    chats.ask_again(chat, turn_id, last.text, model or chat.chosen_model)
  end)
end

---Removes the last question and asks another one instead, with the same settings.
local function replace(chat, last, input)
  take_back(chat, last, function()
    local like = last.turn and last.turn.id or last.message and last.message.turnId
    chats.ask(chat, input, nil, like, { model = like and chat.chosen_model })
  end)
end

---Puts the question under the cursor into the prompt, in the prompt the last one; what is sent there
---next replaces it and what follows it.
function M.edit(chat, words)
  find_here(chat, function(last)
    if words and words ~= '' then
      return replace(chat, last, words)
    end
    local note = last.is_earlier and ('in place of “%s”'):format(text.shortened(last.text, 24))
      or 'in place of the last question'
    chat.editing = { last = last, draft = prompt.draft(chat), note = note }
    prompt.set_draft(chat, visible.in_buffer(last.text))
    view.mark_prompt(chat, view.row(chat, chat.prompt_mark))
    view.forget_undo(chat)
    prompt.go(chat)
  end)
end

---Goes on in a copy of the thread that ends with the question under the cursor and its answer.
function M.fork(chat)
  local entry, index = chats.entry_here(chat)
  local through
  while entry do
    local after = chat.entries[index + 1]
    through = entry.message and entry.message.sequence or through or entry.question and entry.question.after
    if not after or after.live or after.question or after.message.role == 'user' then
      break
    end
    entry, index = after, index + 1
  end
  local params = { threadId = chat.thread_id, throughSequence = through }
  connection.request('thread/fork', params, function(err, result)
    if err then
      return notice.error(err)
    end
    local thread = result.thread
    notice.info(('Thread %s is a copy of %s up to here.'):format(thread.number, chat.thread.number))
    chats.open(thread.id)
  end)
end

local function is_same(one, other)
  return one.unsent == other.unsent and (one.turn or {}).id == (other.turn or {}).id
    and (one.message or {}).id == (other.message or {}).id
end

---Ends `M.edit` without asking, and restores the text that was in the prompt before.
local function leave(chat)
  local before = chat.editing.draft
  chat.editing = nil
  view.mark_prompt(chat, view.row(chat, chat.prompt_mark))
  chats.clear_prompt(chat, before)
end

---Cancels `M.edit`.
function M.leave_edit(chat)
  leave(chat)
  notice.info('The question stays as it was.')
end

---Completes `M.edit`: asks the text in the prompt, unless it is empty or unchanged.
function M.finish_edit(chat, draft)
  local last = chat.editing.last
  if draft == '' then
    leave(chat)
    return notice.info('The question was left empty: nothing is asked, nothing is taken back.')
  elseif draft == text.trimmed(visible.in_buffer(last.text)) then
    leave(chat)
    return notice.info('The question was left as it was: nothing is asked, nothing is taken back.')
  end
  if last.is_earlier then
    leave(chat)
    return replace(chat, last, draft)
  end
  find(chat, function(now)
    if not is_same(now, last) then
      chat.editing.last = now
      return notice.warn('Another question was asked last meanwhile. Sending again puts yours in its place.')
    end
    leave(chat)
    replace(chat, last, draft)
  end)
end

return M
