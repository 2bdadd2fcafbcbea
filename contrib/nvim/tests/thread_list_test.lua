---Makes a thread with one message.
local function make(title, message)
  local thread = daemon('thread/create', { title = title }).thread
  daemon('message/append', { threadId = thread.id, role = 'user', content = message })
  return thread
end

---The line of a thread, by a part of it.
local function go_to(nvim, words)
  nvim:wait("vim.fn.search('\\\\V' .. ..., 'w') > 0", words)
end

return {
  { 'the threads are listed, filtered as one types, previewed and opened', function(start)
    local nvim = start()
    local wool, silk = make('Wool of the list', 'of sheep'), make('Silk of the list', 'of worms')
    nvim:cmd('SkeinThreads')
    nvim:wait_for_text('Wool of the list')
    nvim:wait("vim.fn.line('.') == 3")
    expect(nvim:lua('return lines()[3]'):gsub('%s+', ' '), (' %d now 1 Silk of the list'):format(silk.number))
    nvim:type('fwool list')
    nvim:wait("lines()[1]:find('# Threads with “wool list”: 1 of ', 1, true)")
    nvim:type('<CR>p')
    nvim:wait("table.concat(lines(vim.fn.winbufnr(3)), '\\n') == '## You\\n\\nof sheep\\n'")
    nvim:type('f<C-u><CR>gg3G')
    nvim:wait("table.concat(lines(vim.fn.winbufnr(3)), '\\n') == '## You\\n\\nof worms\\n'")
    go_to(nvim, 'Wool of the list')
    nvim:type('<CR>')
    nvim:wait("require('skein.chat').of() and require('skein.chat').of().thread_id == ...", wool.id)
    expect(nvim:lua('return #vim.api.nvim_list_wins()'), 2)
  end },

  { 'rewritings are listed only when they are asked for', function(start)
    local nvim = start()
    make('A chat', 'of words')
    daemon('thread/create', { title = 'A rewriting of words', purpose = 'edit' })
    nvim:cmd('SkeinThreads')
    nvim:wait_for_text('A chat')
    nvim:wait("not table.concat(lines(), '\\n'):find('A rewriting', 1, true)")
    nvim:type('W')
    nvim:wait_for_text('A rewriting of words')
    nvim:type('W')
    nvim:wait("not table.concat(lines(), '\\n'):find('A rewriting', 1, true)")
  end },

  { 'threads are renamed, deleted and restored in their list, which keeps up with other clients', function(start)
    local nvim = start()
    local thread, other = make('Linen', 'of flax'), make('Hemp', 'of hemp')
    nvim:cmd('SkeinThreads')
    nvim:wait_for_text('Linen')
    nvim:lua("typed = 'Cotton'")
    go_to(nvim, 'Linen')
    nvim:type('r')
    nvim:wait_for_text('Cotton')
    go_to(nvim, 'Cotton')
    nvim:type('dd')
    nvim:wait("not table.concat(lines(), '\\n'):find('Cotton', 1, true)")
    expect(daemon('thread/get', { threadId = other.id }).thread.deletedAt, nil)
    nvim:type('D')
    nvim:wait_for_text('Cotton  (deleted)')
    go_to(nvim, 'Cotton')
    nvim:type('u')
    nvim:wait("not table.concat(lines(), '\\n'):find('Cotton  (deleted)', 1, true)")
    expect(daemon('thread/get', { threadId = thread.id }).thread.deletedAt, nil)
    daemon('thread/update', { threadId = thread.id, title = 'Jute' })
    nvim:wait_for_text('Jute')
    nvim:type('n')
    nvim:wait("vim.b.skein_title == 'New chat'")
  end },
}
