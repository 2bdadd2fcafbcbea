---A proposal side by side: the buffer, and a second one as it would be, as a diff.
local keys = require('skein.proposal.keys')
local region = require('skein.proposal.region')

local M = {}

local shown = {} -- by the second buffer: its proposal

---The proposal that a buffer shows, if it is such a second buffer.
function M.of(buffer)
  return shown[buffer]
end

---The lines of the buffer with the proposal in its place.
local function proposed(proposal)
  local first, last = region.rows(proposal.buffer, proposal.mark)
  local lines = vim.api.nvim_buf_get_lines(proposal.buffer, 0, first, false)
  vim.list_extend(lines, proposal.new)
  return vim.list_extend(lines, vim.api.nvim_buf_get_lines(proposal.buffer, last, -1, false))
end

local function fill(proposal)
  local options = vim.bo[proposal.side]
  options.modifiable = true
  vim.api.nvim_buf_set_lines(proposal.side, 0, -1, false, proposed(proposal))
  options.modifiable, options.modified = false, false
end

---Shows the proposal as it is now, if it is shown.
function M.update(proposal)
  if proposal.side and vim.api.nvim_buf_is_loaded(proposal.side) then
    fill(proposal)
    vim.cmd('silent! diffupdate')
  end
end

---Ends it.
function M.close(proposal)
  local side = proposal.side
  proposal.side = nil
  if not side then
    return
  end
  shown[side] = nil
  for _, window in ipairs(vim.fn.win_findbuf(proposal.buffer)) do
    vim.api.nvim_win_call(window, function()
      vim.cmd('diffoff')
    end)
  end
  if vim.api.nvim_buf_is_valid(side) then
    vim.api.nvim_buf_delete(side, { force = true })
  end
end

---The name of the second buffer.
local function name_of(proposal, side)
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(proposal.buffer), ':t')
  return ('skein://proposal/%d/%s'):format(side, name)
end

---Opens it beside the buffer's window; calls back when that is closed while the proposal stands.
function M.open(proposal, closed)
  if proposal.side and vim.fn.bufwinid(proposal.side) ~= -1 then
    return vim.api.nvim_set_current_win(vim.fn.bufwinid(proposal.side))
  end
  local window = vim.fn.bufwinid(proposal.buffer)
  local filetype = vim.bo[proposal.buffer].filetype
  local side = vim.api.nvim_create_buf(false, true)
  proposal.side, shown[side] = side, proposal
  vim.api.nvim_buf_set_name(side, name_of(proposal, side))
  fill(proposal)
  local options = vim.bo[side]
  options.bufhidden = 'wipe'
  -- Only colours: a language server has no business with it.
  options.syntax = filetype
  keys.attach(side)
  vim.api.nvim_win_call(window, function()
    vim.cmd('diffthis')
  end)
  vim.api.nvim_set_current_win(window)
  vim.cmd('rightbelow vertical split')
  vim.api.nvim_win_set_buf(0, side)
  vim.cmd('diffthis')
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = side,
    callback = function()
      keys.detach(side)
      vim.schedule(function()
        M.close(proposal)
        if not proposal.is_over then
          closed()
        end
      end)
    end,
  })
end

return M
