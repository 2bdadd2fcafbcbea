---The proposals that stand, and how they are shown.
local fold = require('skein.fold')
local hunks = require('skein.proposal.hunks')
local keys = require('skein.proposal.keys')
local preview = require('skein.preview')
local region = require('skein.proposal.region')
local show = require('skein.proposal.show')
local side = require('skein.proposal.side')

local M = {}

local proposals = {} -- those that stand or arrive, the oldest first

---The proposals in a buffer, the oldest first.
function M.in_buffer(buffer)
  return vim.tbl_filter(function(proposal)
    return proposal.buffer == buffer
  end, proposals)
end

---Adds a proposal, and gives its buffer the keys.
function M.add(proposal)
  proposals[#proposals + 1] = proposal
  keys.attach(proposal.buffer)
  M.watch(proposal.buffer)
end

---Ends a proposal, whatever becomes of it.
function M.finish(proposal)
  for index, each in ipairs(proposals) do
    if each == proposal then
      table.remove(proposals, index)
      break
    end
  end
  proposal.is_over = true
  side.close(proposal)
  show.clear(proposal)
  fold.clear(proposal.buffer, proposal.fold_mark)
  preview.clear(proposal.buffer, proposal.fold_mark)
  region.clear(proposal.buffer, proposal.mark)
  if #M.in_buffer(proposal.buffer) == 0 then
    keys.detach(proposal.buffer)
  end
end

---The lines under it now, its hunks, and where it begins and ends; nil when the text is gone.
function M.compare(proposal)
  local first, last = region.rows(proposal.buffer, proposal.mark)
  local old = first and vim.api.nvim_buf_get_lines(proposal.buffer, first, last, false)
  return old, old and hunks.between(old, proposal.new), first, last
end

---Shows a proposal that stands, as it is now; ends it when nothing is left of it.
function M.draw(proposal)
  local old, found, first, last = M.compare(proposal)
  if not old then
    return show.clear(proposal)
  elseif #found == 0 then
    return M.finish(proposal)
  end
  local note = 'skein: ' .. keys.NOTE
  if not proposal.known[table.concat(old, '\n')] then
    note = 'skein: the text was changed meanwhile; this is the difference from it as it is now. ' .. keys.NOTE
  end
  -- Side by side, the second buffer shows the hunks.
  show.show(proposal, first, last, proposal.side and {} or found, proposal.new, note)
  side.update(proposal)
end

---Draws a buffer's proposals anew after a change of its text.
function M.watch(buffer)
  local group = vim.api.nvim_create_augroup('skein.proposal.' .. buffer, {})
  vim.api.nvim_create_autocmd({ 'TextChanged', 'TextChangedI', 'InsertLeave' }, {
    group = group,
    buffer = buffer,
    callback = function()
      local own = M.in_buffer(buffer)
      for _, proposal in ipairs(own) do
        if proposal.new and not proposal.arrives then
          M.draw(proposal)
        end
      end
      return #own == 0
    end,
  })
  vim.api.nvim_create_autocmd('BufUnload', {
    group = group,
    buffer = buffer,
    callback = function()
      for _, proposal in ipairs(M.in_buffer(buffer)) do
        if not proposal.arrives then
          M.finish(proposal)
        end
      end
      keys.detach(buffer)
    end,
  })
end

return M
