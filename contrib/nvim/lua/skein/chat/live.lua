---Shows a thread in its chat and keeps it up to date, whichever client writes.
local blocks = require('skein.chat.blocks')
local connection = require('skein.connection')
local events = require('skein.events')
local header = require('skein.chat.header')
local look = require('skein.chat.look')
local messages = require('skein.chat.messages')
local naming = require('skein.chat.naming')
local notice = require('skein.notice')
local outcome = require('skein.chat.outcome')
local prompt = require('skein.chat.prompt')
local turns = require('skein.chat.turns')
local unanswered = require('skein.chat.unanswered')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

---How near to the first line earlier messages are read.
M.NEAR_TOP = 10
---How long changes are collected before the daemon is asked about them.
M.GATHER_MS = 100

local function is_shown(chat)
  return vim.api.nvim_buf_is_loaded(chat.buffer)
end

---Stores the daemon's data of the thread; nil when the thread does not exist yet.
function M.set_thread(chat, thread)
  chat.thread = thread
  vim.b[chat.buffer].skein_title = visible.text(thread and thread.title or 'New chat')
  vim.b[chat.buffer].skein_number = thread and thread.number or nil
  naming.rename(chat)
  header.show(chat)
end

---The banner above a thread.
local function banner(chat)
  if chat.is_gone then
    return 'This thread was deleted for good.'
  elseif chat.thread and chat.thread.deletedAt then
    return 'This thread is deleted. `:SkeinRestore` brings it back.'
  elseif chat.earlier then
    return 'Earlier messages come when you go up.'
  elseif chat.thread and chat.thread.copyOf then
    return 'This is a version of a thread; what is asked here makes it a thread of its own.'
  end
end

local function show(chat, found)
  local draft = chat.prompt_mark and prompt.draft(chat) or ''
  local places = view.places(chat.buffer)
  local is_first = not chat.is_shown
  chat.is_shown = true
  local shown = found.messages
  turns.leave(chat)
  chat.followed = {}
  chat.earlier = found.earlier
  outcome.keep(chat, found.turns)
  chat.reasonings = vim.tbl_extend('force', chat.reasonings, found.reasonings)
  blocks.render(chat, shown, banner(chat))
  local last = shown[#shown]
  chat.last_sequence, chat.last_id = last and last.sequence or 0, last and last.id
  look.show_questions(chat, found.questions)
  if draft ~= '' then
    prompt.set_draft(chat, draft)
  end
  view.forget_undo(chat)
  look.take_turns(chat, found.turns)
  if not is_first then
    view.return_to(chat.buffer, places, 0)
  end
  header.show(chat)
end

---Reads everything that is shown of a thread, and calls back once.
local function read(chat, callback)
  local found, missing, is_over = {}, 4, false
  local function taker(take)
    return function(err, result)
      if is_over then
        return
      end
      missing = missing - 1
      if not err then
        take(result)
      end
      if err or missing == 0 then
        is_over = true
        callback(err, found)
      end
    end
  end
  messages.read(chat, taker(function(result)
    found.messages, found.earlier = result.messages, result.earlier
  end))
  unanswered.read(chat.thread_id, taker(function(result)
    found.questions = result
  end))
  outcome.read_turns({ threadId = chat.thread_id }, taker(function(result)
    found.turns = result
  end))
  outcome.read_reasonings(chat.thread_id, taker(function(result)
    found.reasonings = result
  end))
end

local NOTHING = { messages = {}, turns = {}, questions = {}, reasonings = {} }

---Shows above the thread that it is deleted; its text stays readable.
local function show_deleted(chat)
  if #chat.entries > 0 then
    blocks.set_banner(chat, banner(chat))
  else
    show(chat, vim.deepcopy(NOTHING))
  end
end

---Loads the thread again; the text in the prompt stays. If another load replaces this one, the
---callback waits for that.
function M.load(chat, callback)
  chat.generation = chat.generation + 1
  chat.when_loaded = chat.when_loaded or {}
  chat.when_loaded[#chat.when_loaded + 1] = callback
  local generation = chat.generation
  local function stale()
    return generation ~= chat.generation or not is_shown(chat)
  end
  local function done(err)
    if err then
      notice.error(err)
    end
    local waiting = chat.when_loaded
    chat.when_loaded = {}
    for _, each in ipairs(waiting) do
      each(err)
    end
  end
  connection.request('thread/get', { threadId = chat.thread_id }, function(err, result)
    if stale() then
      return
    end
    if err and not messages.is_missing(err) then
      return done(err)
    end
    chat.is_gone = not result and chat.thread ~= nil
    M.set_thread(chat, result and result.thread or chat.thread)
    if not chat.thread then
      show(chat, vim.deepcopy(NOTHING))
      return done()
    elseif chat.is_gone or chat.thread.deletedAt then
      show_deleted(chat)
      return done()
    end
    read(chat, function(read_error, found)
      if stale() then
        return
      end
      if not read_error then
        show(chat, found)
      end
      done(read_error)
    end)
  end)
end

---Shows the messages before those that are shown, at least from a sequence on, and calls back.
function M.show_earlier(chat, sequence, callback)
  callback = callback or function() end
  local first = chat.entries[1] and chat.entries[1].message
  if not chat.earlier or sequence and first and first.sequence <= sequence then
    return callback()
  elseif chat.is_reading then
    return
  end
  chat.is_reading = true
  local generation = chat.generation
  messages.read_earlier(chat, sequence, function(err, found)
    chat.is_reading = false
    if generation ~= chat.generation or not is_shown(chat) then
      return
    elseif err then
      return notice.error(err)
    end
    local places = view.places(chat.buffer)
    local before = vim.api.nvim_buf_line_count(chat.buffer)
    chat.earlier = found.earlier
    blocks.insert_earlier(chat, found.messages, banner(chat))
    view.return_to(chat.buffer, places, vim.api.nvim_buf_line_count(chat.buffer) - before)
    look.again(chat)
    callback()
  end)
end

---Requests the thread's title and model again.
function M.refresh_thread(chat)
  connection.request('thread/get', { threadId = chat.thread_id }, function(err, result)
    if not is_shown(chat) then
      return
    elseif err and messages.is_missing(err) and not chat.is_gone then
      return M.load(chat)
    elseif not err then
      local was_deleted = chat.thread and chat.thread.deletedAt
      M.set_thread(chat, result.thread)
      if was_deleted ~= result.thread.deletedAt then
        M.load(chat)
      end
    end
  end)
end

---Runs an action once, a little later, for many requests.
local function gathered(action)
  local waiting = false
  return function()
    if waiting then
      return
    end
    waiting = true
    vim.defer_fn(function()
      waiting = false
      action()
    end, M.GATHER_MS)
  end
end

---Keeps the chat up to date until its buffer is gone.
function M.attach(chat, group)
  function chat.load(callback)
    M.load(chat, callback)
  end
  vim.api.nvim_create_autocmd({ 'WinScrolled', 'CursorMoved' }, {
    group = group,
    buffer = chat.buffer,
    callback = function()
      if chat.earlier and vim.fn.line('w0') <= M.NEAR_TOP then
        M.show_earlier(chat)
      end
    end,
  })
  local function shown(action)
    return gathered(function()
      -- A check is no reason to start a daemon that was stopped on purpose.
      if is_shown(chat) and messages.has_thread(chat) and connection.is_open() then
        action(chat)
      end
    end)
  end
  local sync, refresh, look_soon = shown(messages.sync), shown(M.refresh_thread), shown(look.again)
  events.follow(chat.buffer, {
    changed = function(event)
      if event.entity == 'message' then
        sync()
      elseif event.entity == 'thread' and event.id == chat.thread_id then
        if messages.has_thread(chat) then
          refresh()
          sync()
        else
          M.load(chat)
        end
      elseif event.entity == 'turn' then
        look_soon()
      end
    end,
    resumed = function()
      if is_shown(chat) then
        sync()
        refresh()
        look_soon()
      end
    end,
  })
end

return M
