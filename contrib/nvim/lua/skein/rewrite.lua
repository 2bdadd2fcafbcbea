---Replaces a range by what a model makes of it, or adds what it says below: one change, one undo.
local config = require('skein.config')
local notice = require('skein.notice')
local preview = require('skein.preview')
local selection = require('skein.selection')
local text = require('skein.text')
local turns = require('skein.turn')

local M = {}

M.REPLACE_PROMPT = 'You edit text in place. Your whole answer replaces the text that you are given. '
  .. 'Give the new text alone, with its indentation: no explanation, no greeting, no code fence.'
M.APPEND_PROMPT = 'You write into a file. Your whole answer is inserted below the text that you are given. '
  .. 'Give what is to be inserted alone, indented as it has to be: no explanation, no greeting, no code fence.'

local function find_title(turn)
  return turn.title and ('“' .. turn.title .. '”') or 'its thread'
end

---Where an answer is that could not be put into the buffer.
local function elsewhere(job, why)
  local place = job.ephemeral and 'It was not kept.' or ('It is in %s (:SkeinThreads).'):format(find_title(job.turn))
  notice.warn(('%s The answer was not put there. %s'):format(why, place))
end

---Begins a change of its own in the buffer's undo history.
local function break_undo(buffer)
  vim.bo[buffer].undolevels = vim.bo[buffer].undolevels
end

local function write(job, range, answer)
  local buffer = job.buffer
  local lines = text.lines(answer)
  if job.appends then
    vim.api.nvim_buf_set_lines(buffer, range.end_row + 1, range.end_row + 1, false, lines)
  else
    vim.api.nvim_buf_set_text(buffer, range.row, range.column, range.end_row, range.end_column, lines)
  end
end

---Puts the answer where it belongs, in one change.
local function commit(job, answer)
  local range = preview.range(job.buffer, job.mark)
  preview.clear(job.buffer, job.mark, job.shown)
  if not range then
    return elsewhere(job, 'The buffer is gone.')
  elseif not vim.bo[job.buffer].modifiable then
    return elsewhere(job, "The buffer can't be changed now ('nomodifiable').")
  end
  range.lines = false
  local now = selection.text(job.buffer, range)
  if not job.appends and now == '' and job.original ~= '' then
    return elsewhere(job, 'The text that was to be replaced is gone.')
  elseif not job.appends and now ~= job.original then
    notice.warn('The text had been changed meanwhile; u brings it back.')
  end
  break_undo(job.buffer)
  write(job, range, answer)
  break_undo(job.buffer)
end

local function is_typed_in(buffer)
  return vim.api.nvim_get_current_buf() == buffer and vim.api.nvim_get_mode().mode:match('^[iR]') ~= nil
end

---Commits when nobody types in the buffer: what is typed has an undo step of its own.
local function commit_when_idle(job, answer)
  if not is_typed_in(job.buffer) then
    return commit(job, answer)
  end
  job.shown = preview.show(job.buffer, job.mark, 'skein: written when you leave insert mode', answer, job.shown)
  local done = false
  local function leave()
    if done or is_typed_in(job.buffer) then
      return done
    end
    done = true
    commit(job, answer)
    return true
  end
  -- <C-c> ends insert mode without ModeChanged; the cursor tells then.
  vim.api.nvim_create_autocmd({ 'ModeChanged', 'BufEnter', 'CursorMoved', 'CursorHold' }, {
    callback = function()
      -- The mode has changed only after this.
      vim.schedule(leave)
      return done
    end,
  })
end

local function progress(turn)
  if turn.text ~= '' then
    return 'writing'
  elseif turn.reasoning ~= '' then
    return 'thinking'
  end
  return turn.status == 'queued' and 'queued' or 'waiting'
end

local function listener(job)
  local self = {}
  local function show(turn, note)
    local words = ('skein: %s, %d s, :SkeinCancel ends it'):format(note or progress(turn), turn:seconds())
    job.shown = preview.show(job.buffer, job.mark, words, turn.text, job.shown)
  end
  self.started, self.running, self.replaced = show, show, show
  function self.ticked(turn)
    show(turn, job.retry)
  end
  function self.said(turn)
    job.retry = nil
    show(turn)
  end
  function self.retrying(turn, info)
    job.retry = ('attempt %d: %s'):format(info.attempt, text.shortened(info.error.message, 80))
    show(turn, job.retry)
  end
  function self.ended(turn)
    local record = turn.record
    local answer = text.unfenced((turn.text:gsub('\r\n', '\n')))
    if job.lines then
      answer = answer:gsub('\n+$', '')
    end
    local cancelled = record.status == 'cancelled'
    local reason = record.finishReason or 'stop'
    if record.status == 'completed' and answer == '' then
      preview.clear(job.buffer, job.mark, job.shown)
      notice.warn('The model said nothing; the text is as it was.')
    elseif record.status == 'completed' and reason ~= 'stop' and not job.appends then
      preview.clear(job.buffer, job.mark, job.shown)
      notice.warn(('The answer was ended by %s; the text is as it was.'):format(reason))
    elseif record.status == 'completed' or cancelled and job.appends and answer ~= '' then
      commit_when_idle(job, answer)
    else
      preview.clear(job.buffer, job.mark, job.shown)
      if cancelled then
        notice.info('Cancelled; the text is as it was.')
      else
        notice.error(record.error or ('The turn was %s; the text is as it was.'):format(record.status))
      end
    end
  end
  function self.failed(_, err)
    preview.clear(job.buffer, job.mark, job.shown)
    notice.error(err)
  end
  return self
end

local function start(job, words, range)
  job.mark = preview.place(job.buffer, range, not job.appends)
  job.turn = turns.start({
    input = selection.question(words, job.buffer, range),
    systemPrompt = job.appends and M.APPEND_PROMPT or M.REPLACE_PROMPT,
    model = config.values.model,
    ephemeral = job.ephemeral or nil,
  }, listener(job))
  return job.turn
end

---Has a range rewritten as the words say. `options.ephemeral` keeps no thread of it.
function M.replace(words, buffer, range, options)
  if not vim.bo[buffer].modifiable then
    return notice.error("This buffer can't be changed ('nomodifiable'). Ask about it with :SkeinAsk.")
  end
  local job = {
    buffer = buffer,
    lines = range.lines,
    original = selection.text(buffer, range),
    ephemeral = options and options.ephemeral,
  }
  return start(job, words, range)
end

---Has something written below a range.
function M.append(words, buffer, range, options)
  if not vim.bo[buffer].modifiable then
    return notice.error("This buffer can't be changed ('nomodifiable'). Ask about it with :SkeinAsk.")
  end
  local job = { buffer = buffer, lines = true, appends = true, ephemeral = options and options.ephemeral }
  return start(job, words, range)
end

return M
