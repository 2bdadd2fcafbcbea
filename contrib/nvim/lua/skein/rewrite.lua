---Writes a model's answer below a range or at the cursor: one change, one undo step.
local config = require('skein.config')
local failure = require('skein.failure')
local fold = require('skein.fold')
local leaving = require('skein.leaving')
local notice = require('skein.notice')
local outcome = require('skein.chat.outcome')
local preview = require('skein.preview')
local selection = require('skein.selection')
local text = require('skein.text')
local trace = require('skein.trace')
local turns = require('skein.turn')

local M = {}

M.APPEND_PROMPT = 'You write into a file. Your whole answer is inserted below the text that you are given. '
  .. 'Give what is to be inserted alone, indented as it has to be: no explanation, no greeting, no code fence.'
M.INSERT_PROMPT = 'You write into a file. Your whole answer is inserted at the place that you are told. '
  .. 'Give what is to be inserted alone: no explanation, no greeting, no code fence.'

---How many lines around the cursor the model is given.
M.AROUND = 200

---Reports where an answer is that could not be written into the buffer.
local function elsewhere(job, why)
  job.refusal = why
  local place = job.ephemeral and 'It was not kept.' or ('It is in %s.'):format(job.turn:place())
  notice.warn(('%s The answer was not put there. %s'):format(why, place))
end

---Removes everything that was shown for the job.
local function clear(job)
  fold.clear(job.buffer, job.mark)
  preview.clear(job.buffer, job.mark, job.shown)
  leaving.finish(job)
end

---Leaves the text unchanged, and shows the reason, in a notice and below the text.
local function give_up(job, why)
  job.refusal = why
  local range = preview.range(job.buffer, job.mark)
  clear(job)
  if range then
    trace.leave(job.buffer, range, why)
  end
end

---Begins a new step in the buffer's undo history.
local function break_undo(buffer)
  vim.bo[buffer].undolevels = vim.bo[buffer].undolevels
end

local function write(job, range, answer)
  local buffer = job.buffer
  local lines = text.lines(answer)
  lines = job.wrap and job.wrap(lines) or lines
  if job.appends then
    vim.api.nvim_buf_set_lines(buffer, range.end_row + 1, range.end_row + 1, false, lines)
  else
    vim.api.nvim_buf_set_text(buffer, range.row, range.column, range.row, range.column, lines)
  end
end

---Writes the answer to its place, in one change.
local function commit(job, answer)
  local range = preview.range(job.buffer, job.mark)
  clear(job)
  if not range then
    return elsewhere(job, 'The buffer is gone.')
  elseif not vim.bo[job.buffer].modifiable then
    return elsewhere(job, "The buffer can't be changed now ('nomodifiable').")
  end
  break_undo(job.buffer)
  write(job, range, answer)
  break_undo(job.buffer)
  if job.written then
    job.written()
  end
end

local function is_typed_in(buffer)
  return vim.api.nvim_get_current_buf() == buffer and vim.api.nvim_get_mode().mode:match('^[iR]') ~= nil
end

---Writes the answer when nobody is typing in the buffer: typed text has an undo step of its own.
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
  -- <C-c> ends insert mode without ModeChanged; then the cursor's move shows it.
  vim.api.nvim_create_autocmd({ 'ModeChanged', 'BufEnter', 'CursorMoved', 'CursorHold' }, {
    callback = function()
      -- The mode changes only after this.
      vim.schedule(leave)
      return done
    end,
  })
end

local function progress(turn)
  if turn.bytes > 0 then
    return 'writing'
  elseif turn.reasoning ~= '' then
    return 'thinking'
  end
  return turn.status == 'queued' and 'queued' or 'waiting'
end

---The end of what has arrived: the preview shows no more of it.
local function tail_of(turn)
  return turn.bytes > 0 and turn.text or ''
end

local function listener(job)
  local self = {}
  local function show(turn, note)
    local state = turn.silent and 'the daemon does not answer' or note or progress(turn)
    local words = ('skein: %s, %d s, :SkeinCancel cancels'):format(state, turn:seconds())
    fold.say(job.buffer, job.mark, ('skein: %s, %d s'):format(state, turn:seconds()))
    job.shown = preview.show(job.buffer, job.mark, words, tail_of(turn), job.shown)
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
    job.retry = ('attempt %d of %d: %s'):format(
      info.attempt, info.maxAttempts, text.shortened(info.error.message, 80))
    show(turn, job.retry)
  end
  function self.ended(turn)
    local record = turn.record
    local answer = text.in_place_of('', (turn.text:gsub('\r\n', '\n')), job.buffer)
    if job.lines then
      answer = answer:gsub('\n+$', '')
    end
    local cancelled = record.status == 'cancelled'
    local cut = outcome.cut_sentence(record.finishReason)
    if record.status == 'completed' and answer == '' then
      give_up(job, 'the answer is empty')
      notice.warn('The answer is empty; the text is unchanged.')
    elseif record.status == 'completed' or cancelled and answer ~= '' then
      commit_when_idle(job, answer)
      if cut then
        notice.warn(cut)
      end
    elseif cancelled then
      job.refusal = 'Cancelled; the text is unchanged.'
      clear(job)
      notice.info(job.refusal)
    else
      local why = record.error or ('The turn was %s; the text is unchanged.'):format(record.status)
      give_up(job, type(why) == 'table' and failure.words(why) or why)
      notice.error(why)
    end
  end
  function self.failed(_, err)
    give_up(job, failure.words(err))
    notice.error(err)
  end
  return self
end

local function refused(buffer)
  local why = selection.refusal(buffer)
  if why then
    notice.error(why)
  end
  return why ~= nil
end

local function start(job, params, range)
  trace.clear(job.buffer, range)
  job.mark = preview.place(job.buffer, range)
  if not params.threadId then
    params.model, params.purpose = config.values.model, 'edit'
  end
  params.ephemeral = job.ephemeral or nil
  job.turn = turns.start(params, listener(job))
  leaving.watch(job)
  return job.turn
end

---Asks with params of `turn/start`, and writes the answer below a range: `wrap` gets its lines and
---returns those to write, `written` is called afterwards.
function M.below(params, buffer, range, wrap, written)
  return start({ buffer = buffer, lines = true, appends = true, wrap = wrap, written = written }, params, range)
end

---Lets a model write text below a range.
function M.append(words, buffer, range, options)
  if refused(buffer) then
    return
  end
  local job = { buffer = buffer, lines = true, appends = true, ephemeral = options and options.ephemeral }
  return start(job, { input = selection.question(words, buffer, range), systemPrompt = M.APPEND_PROMPT }, range)
end

---Lets a model write text at the cursor.
function M.insert(words, buffer, options)
  if refused(buffer) then
    return
  end
  local cursor = vim.api.nvim_win_get_cursor(0)
  local row, column = cursor[1] - 1, cursor[2]
  local last = vim.api.nvim_buf_line_count(buffer)
  local around = selection.of_lines(buffer, math.max(row + 1 - M.AROUND, 1), math.min(row + 1 + M.AROUND, last))
  local input = words
  if vim.trim(selection.text(buffer, around)) ~= '' then
    input = ('%s\n\nThe place is in line %d, before this: %s'):format(
      selection.question(words, buffer, around), row + 1,
      text.fenced(vim.api.nvim_get_current_line():sub(column + 1)))
  end
  local job = { buffer = buffer, ephemeral = options and options.ephemeral }
  local range = { row = row, column = column, end_row = row, end_column = column }
  return start(job, { input = input, systemPrompt = M.INSERT_PROMPT }, range)
end

return M
