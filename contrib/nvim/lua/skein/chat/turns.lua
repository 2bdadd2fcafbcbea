---The turns that a chat shows while they run: begun here, or by anyone else on its thread.
local failure = require('skein.failure')
local notice = require('skein.notice')
local text = require('skein.text')
local turns = require('skein.turn')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

---How much of a model's reasoning stands beside an answer that has not begun, in characters.
M.REASONING_SHOWN = 60

local function progress(entry)
  local turn = entry.turn
  if entry.retry then
    local wait = math.ceil(entry.retry.delayMs / 1000)
    return ('attempt %d in %d s: %s'):format(entry.retry.attempt, wait, text.shortened(entry.retry.error.message, 80))
  elseif turn.text ~= '' then
    return ('%d s, <C-c> cancels'):format(turn:seconds())
  elseif turn.reasoning ~= '' then
    return ('thinking, %d s: %s'):format(turn:seconds(), text.ending(turn.reasoning, M.REASONING_SHOWN))
  elseif turn.status == 'queued' then
    return ('waits for the turn before it, %d s'):format(turn:seconds())
  end
  return ('waiting, %d s, <C-c> cancels'):format(turn:seconds())
end

local function show_progress(chat, entry)
  if entry.live and vim.api.nvim_buf_is_loaded(chat.buffer) then
    view.note(chat, entry.answer, 'assistant', progress(entry))
  end
end

---The entries whose turns have not ended, in their order.
function M.live(chat)
  return vim.tbl_filter(function(entry)
    return entry.live
  end, chat.entries)
end

---The last entry that failed and can be asked again, or nil.
function M.last_failed(chat)
  local entry = chat.entries[#chat.entries]
  return entry and entry.turn and not entry.live and entry or nil
end

---Why a turn wrote nothing, as lines below what it had said.
local function failure_lines(record, said)
  local lines = said ~= '' and visible.lines(said) or {}
  if #lines > 0 then
    lines[#lines + 1] = ''
  end
  local message = record.error and failure.words(record.error)
  local words = '**' .. (record.status:gsub('^%l', string.upper)) .. '**' .. (message and ': ' .. message or '.')
  vim.list_extend(lines, visible.lines(words))
  lines[#lines + 1] = '`gr` asks again.'
  return lines
end

---Shows that a turn has ended without writing messages.
function M.show_failure(chat, entry, record)
  entry.live = false
  view.set_answer(chat, entry, failure_lines(record, entry.turn.text))
  view.note(chat, entry.answer, 'assistant', record.status)
end

---The listener that brings a turn into a chat. `accept(messages)` takes what it wrote.
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
    entry.retry = nil
    if kind == 'text' then
      local first = #turn.text == #piece
      view.append(chat, entry, piece)
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
      view.set_answer(chat, entry, visible.lines(turn.text))
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
      entry.retry = info
      show_progress(chat, entry)
    end
  end
  function self.ended(turn, messages)
    local entry = shown()
    if not entry then
      return
    end
    if #messages > 0 then
      accept(messages)
    else
      M.show_failure(chat, entry, turn.record)
    end
  end
  function self.failed(turn, err)
    local entry = shown()
    if entry then
      M.show_failure(chat, entry, turn.record)
    end
    notice.error(err)
  end
  return self
end

---Starts a turn with these params and shows it.
function M.start(chat, params, input, accept, method, prelude)
  local entry
  local own = listener(chat, function()
    return entry
  end, accept)
  local turn = turns.start(params, own, method, prelude)
  chat.followed[turn.id] = true
  entry = view.insert_turn(chat, turn, input)
  entry.listener = own
  show_progress(chat, entry)
  return turn
end

---Shows a turn that runs or waits, whoever has started it.
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
      entry = view.insert_turn(chat, turn, turn.record.input or '')
      entry.listener = own
    end
  end
  turns.follow(record.id, own)
end

---Stops showing what runs; the turns themselves go on.
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
