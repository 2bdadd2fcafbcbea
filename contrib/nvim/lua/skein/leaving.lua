---Asks when Neovim is left while an answer for a buffer is still arriving.
local visible = require('skein.visible')

local M = {}

local CHOICES = '&Wait for it\n&Leave'
---What `confirm()` returns for the second choice; everything else, <Esc> and <C-c> too, means to wait.
local LEAVE = 2

local jobs = {} -- those that are not finished

local function words_for(job)
  local name = vim.api.nvim_buf_is_valid(job.buffer) and vim.api.nvim_buf_get_name(job.buffer) or ''
  local place = name ~= '' and vim.fn.fnamemodify(name, ':~:.') or 'a buffer without a name'
  local number = job.turn.number
  local kept = job.ephemeral and 'is lost.'
    or number and ('will be in thread %d: skein thread show %d'):format(number, number)
    or 'will be in a thread of its own.'
  return ('skein: an answer is still to be written into %s. If you leave now, it %s'):format(place, kept)
end

---Returns what a function returns, or nil when <C-c> interrupted it, which is not an error.
local function interruptible(act)
  local ok, result = pcall(act)
  -- Neovim reports the same interrupt a second time: here, where it ends nothing else.
  pcall(vim.cmd, 'sleep 1m')
  if not ok and not tostring(result):find('Keyboard interrupt', 1, true) then
    error(result, 0)
  end
  return ok and result or nil
end

local function confirm(lines, choices)
  return interruptible(function()
    return vim.fn.confirm(table.concat(lines, '\n'), choices)
  end)
end

---Waits for the end of the answers; <C-c> ends the wait.
local function wait()
  vim.cmd('redraw')
  vim.api.nvim_echo({ { 'waiting; CTRL-C leaves' } }, false, {})
  interruptible(function()
    vim.wait(2 ^ 31 - 1, function()
      -- <C-c> interrupts this sleep, and not a callback that runs meanwhile.
      return not pcall(vim.cmd, 'sleep 1m') or next(jobs) == nil
    end, 20)
  end)
end

local function ask()
  if next(jobs) == nil or #vim.api.nvim_list_uis() == 0 then
    return
  end
  local lines = {}
  for job in pairs(jobs) do
    lines[#lines + 1] = visible.text(words_for(job))
  end
  if confirm(lines, CHOICES) == LEAVE then
    return
  end
  local awaited = vim.tbl_keys(jobs)
  wait()
  -- When the wait was in vain, the reason is shown before Neovim ends.
  local refusals = {}
  for _, job in ipairs(awaited) do
    refusals[#refusals + 1] = job.refusal and 'skein: ' .. visible.text(job.refusal) or nil
  end
  if #refusals > 0 then
    confirm(refusals, '&Leave')
  end
end

---Makes Neovim ask before it is left meanwhile.
function M.watch(job)
  jobs[job] = true
  vim.api.nvim_create_autocmd('ExitPre', {
    group = vim.api.nvim_create_augroup('skein.leaving', {}),
    callback = ask,
  })
end

---The job has ended.
function M.finish(job)
  jobs[job] = nil
end

return M
