---Proposals: what a model would make of a range. Nothing touches the buffer before it is accepted.
local arrival = require('skein.proposal.arrival')
local config = require('skein.config')
local hunks = require('skein.proposal.hunks')
local notice = require('skein.notice')
local preview = require('skein.preview')
local region = require('skein.proposal.region')
local selection = require('skein.selection')
local side = require('skein.proposal.side')
local stands = require('skein.proposal.stand')
local text = require('skein.text')
local trace = require('skein.trace')
local turns = require('skein.turn')

local M = {}

M.SYSTEM_PROMPT = 'You edit text in place. Your whole answer replaces the text that you are given. '
  .. 'Give the new text alone, with its indentation: no explanation, no greeting, no code fence.'

local function ask(proposal, params)
  proposal.arrives = true
  params.ephemeral = proposal.ephemeral or nil
  proposal.turn = turns.start(params, arrival.listener(proposal))
  return proposal.turn
end

---Asks a model to rewrite a range as the words say. With `options.ephemeral` no thread is kept.
function M.start(words, buffer, range, options)
  local why = selection.refusal(buffer)
  if why then
    return notice.error(why)
  end
  local lines = vim.api.nvim_buf_get_lines(buffer, range.row, range.end_row + 1, false)
  local proposal = {
    buffer = buffer,
    lines = range.lines,
    prefix = range.lines and '' or lines[1]:sub(1, range.column),
    suffix = range.lines and '' or lines[#lines]:sub(range.end_column + 1),
    known = { [table.concat(lines, '\n')] = true },
    ephemeral = options and options.ephemeral,
    question = selection.question(words, buffer, range),
  }
  trace.clear(buffer, range)
  proposal.mark = region.place(buffer, range.row, range.end_row + 1, nil, true)
  proposal.fold_mark = preview.place(buffer, range)
  stands.add(proposal)
  return ask(proposal, {
    input = proposal.question, systemPrompt = M.SYSTEM_PROMPT, purpose = 'edit',
    model = options and options.model or config.values.model,
  })
end

---The proposal at or nearest to the cursor; nil, with a notice, when there is none.
local function here()
  local buffer = vim.api.nvim_get_current_buf()
  if side.of(buffer) then
    return side.of(buffer)
  end
  local row, nearest, least = vim.api.nvim_win_get_cursor(0)[1] - 1, nil, nil
  for _, proposal in ipairs(stands.in_buffer(buffer)) do
    local first, last = region.rows(buffer, proposal.mark)
    local distance = first and math.max(first - row, row - last + 1, 0) or math.huge
    if not least or distance < least then
      nearest, least = proposal, distance
    end
  end
  if not nearest then
    notice.info('There is no proposal in this buffer: :SkeinRewrite makes one.')
  end
  return nearest
end

---The same, when it is complete.
local function standing()
  local proposal = here()
  if proposal and proposal.arrives then
    notice.info('The proposal still arrives; gr rejects it.')
    return nil
  elseif proposal and not vim.bo[proposal.buffer].modifiable then
    notice.error("The buffer can't be changed now ('nomodifiable').")
    return nil
  end
  return proposal
end

---Writes hunks, the last first, as one undo step.
local function write(proposal, found, first, last)
  local buffer = proposal.buffer
  local options = vim.bo[buffer]
  local cursor = vim.api.nvim_get_current_buf() == buffer and vim.api.nvim_win_get_cursor(0)
  local is_inside = cursor and cursor[1] > first and cursor[1] <= last
  options.undolevels = options.undolevels
  for index = #found, 1, -1 do
    local from, to = hunks.rows(found[index])
    local added = hunks.added(found[index], proposal.new)
    vim.api.nvim_buf_set_lines(buffer, first + from, first + to, false, added)
    last = last + #added - (to - from)
  end
  options.undolevels = options.undolevels
  if is_inside then
    vim.api.nvim_win_set_cursor(0, { math.max(math.min(cursor[1], last), 1), cursor[2] })
  end
  region.place(buffer, first, math.max(last, first), proposal.mark)
  proposal.known[table.concat(vim.api.nvim_buf_get_lines(buffer, first, last, false), '\n')] = true
end

---Accepts all of it.
function M.accept()
  local proposal = standing()
  local old, found, first, last = nil, nil, nil, nil
  if proposal then
    old, found, first, last = stands.compare(proposal)
  end
  if old then
    write(proposal, found, first, last)
    stands.finish(proposal)
  elseif proposal then
    stands.finish(proposal)
    notice.warn('The text that was to be replaced is gone: there is nothing to accept.')
  end
end

---The hunk at or nearest to the cursor, with the proposal and what `compare` gives.
local function hunk_here()
  local proposal = standing()
  if not proposal then
    return nil
  end
  local old, found, first, last = stands.compare(proposal)
  local row, nearest, least = vim.api.nvim_win_get_cursor(0)[1] - 1, nil, nil
  for _, hunk in ipairs(found or {}) do
    local from, to = hunks.rows(hunk)
    local distance = math.max(first + from - row, row - math.max(first + to - 1, first + from), 0)
    if not least or distance < least then
      nearest, least = hunk, distance
    end
  end
  return nearest, proposal, old, first, last
end

---Accepts one hunk.
function M.accept_hunk()
  local hunk, proposal, _, first, last = hunk_here()
  if hunk then
    write(proposal, { hunk }, first, last)
    stands.draw(proposal)
  end
end

---Rejects one hunk: the text stays there as it is.
function M.reject_hunk()
  local hunk, proposal, old = hunk_here()
  if hunk then
    proposal.new = hunks.without(hunk, old, proposal.new)
    stands.draw(proposal)
  end
end

---Rejects it; while it arrives, cancels it, too.
function M.reject()
  local proposal = here()
  if not proposal then
    return
  elseif proposal.arrives then
    proposal.turn:cancel()
  end
  stands.finish(proposal)
  notice.info('Rejected; the text is unchanged.')
end

---Asks for another proposal for the same place, in the same thread, which knows the first one.
function M.refine(words)
  local proposal = standing()
  local old = proposal and region.lines(proposal.buffer, proposal.mark)
  if not old then
    return
  end
  local first, last = region.rows(proposal.buffer, proposal.mark)
  local input, now = words, table.concat(old, '\n')
  if proposal.ephemeral then
    input = ('%s\n\nYour proposal for it was:\n\n%s\n\n%s'):format(
      proposal.question, text.fenced(table.concat(proposal.new, '\n')), words)
  elseif not proposal.known[now] then
    input = ('%s\n\nThe text as it is now:\n\n%s'):format(words, text.fenced(now))
  end
  region.place(proposal.buffer, first, last, proposal.mark, true)
  side.close(proposal)
  ask(proposal, {
    threadId = not proposal.ephemeral and proposal.turn.thread_id or nil,
    input = input,
    systemPrompt = proposal.ephemeral and M.SYSTEM_PROMPT or nil,
    model = proposal.ephemeral and config.values.model or nil,
  })
end

---Shows it side by side.
function M.diff()
  local proposal = here()
  if proposal and proposal.arrives then
    return notice.info('The proposal still arrives; gr rejects it.')
  elseif proposal then
    side.open(proposal, function()
      stands.draw(proposal)
    end)
    stands.draw(proposal)
  end
end

---Goes to the next hunk of the buffer, or with -1 to the previous one.
function M.go(direction)
  local row, target = vim.api.nvim_win_get_cursor(0)[1] - 1, nil
  for _, proposal in ipairs(stands.in_buffer(vim.api.nvim_get_current_buf())) do
    local _, found, first = nil, nil, nil
    if proposal.new and not proposal.arrives then
      _, found, first = stands.compare(proposal)
    end
    for _, hunk in ipairs(found or {}) do
      local at = first + math.max(hunks.rows(hunk) - (hunk.count == 0 and 1 or 0), 0)
      if (at - row) * direction > 0 and (not target or (target - at) * direction > 0) then
        target = at
      end
    end
  end
  if target then
    vim.cmd("normal! m'")
    vim.api.nvim_win_set_cursor(0, { target + 1, 0 })
  end
end

return M
