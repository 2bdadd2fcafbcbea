---The running turns of a chat: those begun here, and those of other clients in its thread.
local blocks = require('skein.chat.blocks')
local current = require('skein.current')
local failure = require('skein.failure')
local growth = require('skein.chat.growth')
local notice = require('skein.notice')
local outcome = require('skein.chat.outcome')
local text = require('skein.text')
local turns = require('skein.turn')
local unanswered = require('skein.chat.unanswered')
local view = require('skein.chat.view')
local uv = vim.uv or vim.loop

local M = {}

---How much of a model's reasoning is shown before the answer begins, in characters.
M.REASONING_SHOWN = 60

local function progress(entry)
  local turn = entry.turn
  if turn.silent then
    return 'the daemon does not answer'
  elseif entry.retry then
    return 'trying again'
  elseif turn.bytes > 0 then
    return ('%d s, <C-c> cancels'):format(turn:seconds())
  elseif turn.reasoning ~= '' then
    return ('thinking, %d s: %s'):format(turn:seconds(), text.ending(turn.reasoning, M.REASONING_SHOWN))
  elseif turn.status == 'queued' then
    return ('waits for the turn before it, %d s'):format(turn:seconds())
  end
  return ('waiting, %d s, <C-c> cancels'):format(turn:seconds())
end

---Why the provider is asked again, and when: shown in place of the answer meanwhile.
local function waiting(retry)
  local left = math.max(0, math.ceil((retry.at - uv.now()) / 1000))
  local reason = failure.words(retry.error)
  return ('%s%s\nTrying again%s, attempt %d of %d.'):format(
    reason, reason:find('[.!?…]$') and '' or '.', left > 0 and (' in %d s'):format(left) or '',
    retry.attempt, retry.maxAttempts)
end

local function show_progress(chat, entry)
  if entry.live and vim.api.nvim_buf_is_loaded(chat.buffer) then
    view.note(chat, entry.answer, 'assistant', progress(entry))
    local words = entry.retry and waiting(entry.retry)
    if words ~= entry.waiting then
      entry.waiting = words
      blocks.show_foot(chat, entry)
    end
  end
end

---The entries whose turns have not ended, in their order.
function M.live(chat)
  return vim.tbl_filter(function(entry)
    return entry.live
  end, chat.entries)
end

---Shows that a turn has ended without writing messages: its question stays where it was asked, or
---gets its earlier answer back.
local function show_failure(chat, entry, turn)
  if entry.replaces then
    growth.settle(chat, entry, entry.replaces.question, entry.replaces.answer)
    outcome.keep(chat, { turn.record })
    local reason = unanswered.reason(turn.record):gsub('^%l', string.upper)
    return notice.warn(reason .. '. The earlier answer stays.')
  end
  blocks.remove(chat, entry)
  entry.live = false
  if entry.asked and not turn.acknowledged then
    return blocks.insert_question(chat, entry.asked)
  end
  blocks.insert_question(chat, unanswered.of_turn(turn, entry.input, entry.asked, chat.last_sequence))
end

---The listener that shows a turn in a chat. `accept(messages)` gets the messages that it wrote.
local function listener(chat, entry_of, accept)
  local function shown()
    local entry = entry_of()
    return entry and entry.live and vim.api.nvim_buf_is_loaded(chat.buffer) and entry or nil
  end
  local self = {}
  function self.running()
    local entry = shown()
    if entry then
      entry.retry = nil
      show_progress(chat, entry)
    end
  end
  function self.said(turn, kind, piece)
    local entry = shown()
    if not entry then
      return
    end
    if entry.retry then
      entry.retry = nil
      show_progress(chat, entry)
    end
    if kind == 'text' then
      local first = turn.bytes == #piece
      growth.append(chat, entry, piece)
      if first then
        show_progress(chat, entry)
      end
    else
      show_progress(chat, entry)
    end
  end
  function self.replaced(turn)
    local entry = shown()
    if entry then
      growth.set_answer(chat, entry, turn.text)
      show_progress(chat, entry)
    end
  end
  function self.ticked()
    local entry = shown()
    if entry then
      show_progress(chat, entry)
    end
  end
  function self.retrying(_, info)
    local entry = shown()
    if entry then
      entry.retry = vim.tbl_extend('force', info, { at = uv.now() + info.delayMs })
      show_progress(chat, entry)
    end
  end
  function self.ended(turn, messages)
    local entry = shown()
    if not entry then
      return
    end
    outcome.keep(chat, { turn.record })
    if #messages > 0 then
      accept(messages)
    else
      show_failure(chat, entry, turn)
    end
  end
  function self.failed(turn, err)
    local entry = shown()
    if entry then
      show_failure(chat, entry, turn)
    end
    notice.error(err)
  end
  return self
end

---Starts a turn with these params and shows it. `retried` is the turn that it asks again, if any.
function M.start(chat, params, input, accept, retried, prelude)
  local entry
  local own = listener(chat, function()
    return entry
  end, accept)
  function own.started(turn)
    if turn.thread_id then
      current.remember(turn.thread_id)
    end
  end
  local turn = turns.start(params, own, retried and 'turn/retry', prelude)
  chat.followed[turn.id] = true
  entry = growth.begin(chat, turn, input, retried)
  entry.listener = own
  show_progress(chat, entry)
  return turn
end

---Shows a running or queued turn, whichever client has started it.
function M.follow(chat, record, accept)
  if chat.followed[record.id] then
    return
  end
  chat.followed[record.id] = true
  local entry
  local own = listener(chat, function()
    return entry
  end, accept)
  own.started = function(turn)
    if not entry and vim.api.nvim_buf_is_loaded(chat.buffer) then
      entry = growth.begin(chat, turn, turn.record.input or '', turn.record.retryOf)
      entry.listener = own
    end
  end
  turns.follow(record.id, own)
end

---Stops showing the running turns; the turns themselves continue.
function M.leave(chat)
  for _, entry in ipairs(chat.entries) do
    if entry.live then
      entry.live = false
      chat.followed[entry.turn.id] = nil
      entry.turn:leave(entry.listener)
    end
  end
end

return M
