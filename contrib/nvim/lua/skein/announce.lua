---Announces a turn outside of skein: `g:skein_turn`, `User` autocommands, the status line.

---Announces that a turn has started or ended, by the autocommand's name.
return function(turn, event)
  local record = turn.record or {}
  vim.g.skein_turn = { id = turn.id, threadId = turn.thread_id or '', status = record.status or turn.status }
  local options = { pattern = event, modeline = false }
  if vim.fn.has('nvim-0.8') == 1 then
    options.data = { turn = record, threadId = turn.thread_id }
  end
  vim.api.nvim_exec_autocmds('User', options)
  require('skein.screen').redraw_status()
end
