---The arrival of a proposal: it grows in its place, and then stands there, or a line says why not.
local failure = require('skein.failure')
local fold = require('skein.fold')
local hunks = require('skein.proposal.hunks')
local notice = require('skein.notice')
local outcome = require('skein.chat.outcome')
local region = require('skein.proposal.region')
local show = require('skein.proposal.show')
local stands = require('skein.proposal.stand')
local text = require('skein.text')
local trace = require('skein.trace')
local uv = vim.uv or vim.loop

local M = {}

---While a longer text arrives only its end is shown, and how often a shorter one is compared at most.
M.COMPARED_BYTES = 65536
M.COMPARE_MS = 100
local END_LINES = 12

---The proposal's lines for an answer: with what stands around a selection in its lines.
local function lines_of(proposal, answer)
  if proposal.lines then
    answer = answer:gsub('\n+$', '')
  end
  return text.lines(proposal.prefix .. answer .. proposal.suffix)
end

local function progress(turn)
  if turn.silent then
    return 'the daemon does not answer'
  elseif turn.bytes > 0 then
    return 'writing'
  elseif turn.reasoning ~= '' then
    return 'thinking'
  end
  return turn.status == 'queued' and 'queued' or 'waiting'
end

---Shows what has arrived.
local function draw_arriving(proposal, turn, words)
  local first, last = region.rows(proposal.buffer, proposal.mark)
  if not first then
    return
  end
  local state = ('skein: %s, %d s'):format(words or progress(turn), turn:seconds())
  fold.say(proposal.buffer, proposal.fold_mark, state)
  local note = state .. ', gr rejects'
  if turn.bytes == 0 then
    return show.show(proposal, first, last, {}, {}, note)
  elseif turn.bytes > M.COMPARED_BYTES then
    local tail = text.well_formed(turn.pieces[#turn.pieces]:sub(-END_LINES * 200))
    local all = vim.split(tail, '\n', { plain = true })
    return show.show_end(proposal, last, vim.list_slice(all, math.max(1, #all - END_LINES + 1)), note)
  end
  local old = vim.api.nvim_buf_get_lines(proposal.buffer, first, last, false)
  local new = text.lines(proposal.prefix .. text.opened((turn.text:gsub('\r\n', '\n'))))
  show.show(proposal, first, last, hunks.so_far(old, new), new, note)
end

---Draws it now, or a little later when it was drawn just before: a comparison costs what the text is
---long, and must not cost more because it arrives in many pieces.
local function draw_soon(proposal, turn)
  if proposal.is_due then
    return
  end
  local began = uv.hrtime()
  local wait = math.max(0, (proposal.next_draw or 0) - began / 1e6)
  proposal.is_due = true
  vim.defer_fn(function()
    proposal.is_due = false
    if proposal.is_over or not proposal.arrives then
      return
    end
    local start = uv.hrtime()
    draw_arriving(proposal, turn, proposal.retry)
    local cost = (uv.hrtime() - start) / 1e6
    proposal.next_draw = uv.hrtime() / 1e6 + math.max(M.COMPARE_MS, 20 * cost)
  end, math.floor(wait))
end

---The proposal has not come: an earlier one stands again, else a line below the text says why.
local function give_up(proposal, why)
  proposal.arrives = false
  if proposal.new and vim.api.nvim_buf_is_loaded(proposal.buffer) then
    local top, bottom = region.rows(proposal.buffer, proposal.mark)
    if top then
      region.place(proposal.buffer, top, bottom, proposal.mark)
      return stands.draw(proposal)
    end
  end
  local first, last = region.rows(proposal.buffer, proposal.mark)
  stands.finish(proposal)
  if first then
    local line = vim.api.nvim_buf_get_lines(proposal.buffer, last - 1, last, false)[1]
    trace.leave(proposal.buffer, { row = first, column = 0, end_row = last - 1, end_column = #line }, why)
  end
end

---The proposal is complete.
local function stand(proposal, answer)
  local first, last = region.rows(proposal.buffer, proposal.mark)
  if not first then
    local is_gone = not vim.api.nvim_buf_is_loaded(proposal.buffer)
    local why = is_gone and 'The buffer is gone.' or 'The text that was to be replaced is gone.'
    stands.finish(proposal)
    local place = proposal.ephemeral and 'It was not kept.' or ('It is in %s.'):format(proposal.turn:place())
    return notice.warn(('%s The answer was not put there. %s'):format(why, place))
  end
  proposal.arrives, proposal.new = false, lines_of(proposal, answer)
  region.place(proposal.buffer, first, last, proposal.mark)
  fold.clear(proposal.buffer, proposal.fold_mark)
  if vim.deep_equal(region.lines(proposal.buffer, proposal.mark), proposal.new) then
    stands.finish(proposal)
    return notice.info('The answer is the text as it is: there is nothing to change.')
  end
  stands.draw(proposal)
end

---The listener that shows the turn of a proposal.
function M.listener(proposal)
  local self = {}
  local function changed(turn)
    draw_soon(proposal, turn)
  end
  self.started, self.running, self.replaced, self.ticked = changed, changed, changed, changed
  function self.said(turn)
    proposal.retry = nil
    changed(turn)
  end
  function self.retrying(turn, info)
    proposal.retry = ('attempt %d of %d: %s'):format(
      info.attempt, info.maxAttempts, text.shortened(info.error.message, 80))
    changed(turn)
  end
  function self.ended(turn)
    if proposal.is_over then
      return
    end
    local record = turn.record
    local now = table.concat(region.lines(proposal.buffer, proposal.mark) or {}, '\n')
    local answer = text.in_place_of(now, (turn.text:gsub('\r\n', '\n')), proposal.buffer)
    local cut = outcome.cut_sentence(record.finishReason)
    if record.status == 'completed' and vim.trim(answer) == '' then
      give_up(proposal, 'the answer is empty')
      notice.warn('The answer is empty; the text is unchanged.')
    elseif record.status == 'completed' and (cut or record.finishReason ~= 'stop') then
      local why = cut or ('The answer ended early (%s).'):format(record.finishReason or 'no reason given')
      give_up(proposal, why)
      notice.warn(('%s The text is unchanged; the answer is in %s.'):format(why, turn:place()))
    elseif record.status == 'completed' then
      stand(proposal, answer)
    elseif record.status == 'cancelled' then
      local why = 'Cancelled; the text is unchanged.'
      if proposal.new then
        give_up(proposal, why)
      else
        stands.finish(proposal)
      end
      notice.info(why)
    else
      local why = record.error or ('The turn was %s; the text is unchanged.'):format(record.status)
      give_up(proposal, type(why) == 'table' and failure.words(why) or why)
      notice.error(why)
    end
  end
  function self.failed(_, err)
    if not proposal.is_over then
      give_up(proposal, failure.words(err))
    end
    notice.error(err)
  end
  return self
end

return M
