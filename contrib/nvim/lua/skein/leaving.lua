---Asks when Neovim is left while an answer for a buffer is still arriving.
local visible = require('skein.visible')

local M = {}

local jobs = {} -- those that are not finished

local function words_for(job)
  local name = vim.api.nvim_buf_is_valid(job.buffer) and vim.api.nvim_buf_get_name(job.buffer) or ''
  local place = name ~= '' and vim.fn.fnamemodify(name, ':~:.') or 'a buffer'
  local kept = job.ephemeral and 'It will not be stored.'
    or job.turn.number and ('Its thread will have it: skein thread show %d'):format(job.turn.number)
    or 'Its thread will have it.'
  return ('The answer for %s is not complete. %s'):format(place, kept)
end

---Waits for the end of the answers; <C-c> ends the wait.
local function wait()
  vim.cmd('redraw')
  vim.wait(2 ^ 31 - 1, function()
    return next(jobs) == nil
  end, 50)
end

local function ask()
  if next(jobs) == nil or #vim.api.nvim_list_uis() == 0 then
    return
  end
  local lines = {}
  for job in pairs(jobs) do
    lines[#lines + 1] = visible.text(words_for(job))
  end
  if vim.fn.confirm(table.concat(lines, '\n'), '&Wait for it\n&Leave', 1) == 1 then
    wait()
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
