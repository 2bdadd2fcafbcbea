---Asking in a chat: from its prompt or by a command, and cancelling what runs.
local config = require('skein.config')
local connection = require('skein.connection')
local live = require('skein.chat.live')
local messages = require('skein.chat.messages')
local notice = require('skein.notice')
local prompt = require('skein.chat.prompt')
local turns = require('skein.chat.turns')
local view = require('skein.chat.view')

local M = {}

---Creates the chat's thread. Because of its id this can be repeated safely.
local function create(chat)
  chat.creating = true
  connection.request('thread/create', {
    id = chat.thread_id,
    model = chat.model or config.values.model,
    systemPrompt = chat.system_prompt or config.values.system_prompt,
    options = chat.options,
  }, function(err, result)
    if result then
      live.set_thread(chat, result.thread)
    elseif err.data.kind ~= 'disconnected' and err.data.kind ~= 'unreachable' then
      notice.error(err)
    end
  end)
end

---The reason why nothing can be asked in a chat, or nil.
local function refusal(chat)
  if chat.is_gone then
    return 'This thread was deleted for good; :Skein! begins another.'
  elseif chat.thread and chat.thread.deletedAt then
    return 'This thread is deleted. :SkeinRestore brings it back.'
  end
end

---Asks in a chat; creates the thread first if it is new. `id` is the id of a turn that may have
---been sent before; `like` is the id of an earlier turn, whose model, system prompt and options are
---used; `settings` are further params of `turn/start`.
function M.ask(chat, input, id, like, settings)
  local why = refusal(chat)
  if why then
    return notice.warn(why)
  end
  local params = { id = id, threadId = chat.thread_id, input = input, settingsOf = like }
  params = vim.tbl_extend('error', params, settings or {})
  return turns.start(chat, params, input, messages.acceptor(chat), nil, not chat.thread and function()
    create(chat)
  end or nil)
end

---Sends the text in the prompt.
function M.send(chat)
  local draft = prompt.draft(chat)
  if chat.editing then
    return require('skein.chat.question').finish_edit(chat, draft)
  elseif draft == '' then
    return notice.info('There is nothing to send: type below the last "## You".')
  end
  M.ask_with_context(chat, draft, function()
    M.clear_prompt(chat)
  end)
end

---Asks words with what was added to the next question, and calls back when they are asked.
function M.ask_with_context(chat, words, callback)
  require('skein.context').expand(chat, words, function(input)
    if M.ask(chat, input) and callback then
      callback()
    end
  end)
end

---Empties the prompt, or restores the text that was there before, and goes there.
function M.clear_prompt(chat, draft)
  prompt.set_draft(chat, draft or '')
  view.forget_undo(chat)
  prompt.go(chat)
end

---Cancels the running turns of a chat, or if there are none the editing of a question; false if
---there is neither.
function M.cancel(chat)
  local running = turns.live(chat)
  if #running == 0 and chat.editing then
    require('skein.chat.question').leave_edit(chat)
    return true
  end
  -- The last first, so that a queued turn does not begin when the running one ends.
  for index = #running, 1, -1 do
    running[index].turn:cancel()
  end
  return #running > 0
end

---Asks a turn's question again, with another model if one is named.
function M.ask_again(chat, turn_id, input, model)
  return turns.start(chat, { turnId = turn_id, model = model }, input, messages.acceptor(chat), turn_id)
end

return M
