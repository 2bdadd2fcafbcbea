---The text of the help file.
local function help()
  return table.concat(vim.fn.readfile(vim.env.SKEIN_NVIM .. '/doc/skein.txt'), '\n')
end

---Those of these names that the help does not contain.
local function missing(items)
  local text = help()
  return vim.tbl_filter(function(item)
    return not text:find(item, 1, true)
  end, items)
end

return {
  { 'the help has every command, function, option and highlight group', function(start)
    local nvim = start()
    local tags = nvim:lua([[
      local tags = {}
      for name in pairs(vim.api.nvim_get_commands({})) do
        if vim.startswith(name, 'Skein') then
          table.insert(tags, '*:' .. name .. '*')
        end
      end
      for name in pairs(require('skein')) do
        table.insert(tags, '*skein.' .. name .. '()*')
      end
      for _, group in ipairs(vim.fn.getcompletion('Skein', 'highlight')) do
        table.insert(tags, '*hl-' .. group .. '*')
      end
      for _, option in ipairs { 'executable', 'socket', 'window', 'model', 'system_prompt', 'delta_interval_ms', 'timeout_ms',
        'default_mappings' } do
        local value = 'x'
        if option == 'default_mappings' then
          value = false
        end
        require('skein').setup { [option] = option:find('_ms$') and 1 or value }
        table.insert(tags, '*skein-' .. option .. '*')
      end
      return tags
    ]])
    expect(missing(tags), {})
    expect(#tags > 30, true)
  end },

  { 'the help has every <Plug> mapping and every key of the chat, the lists and proposals', function(start)
    local nvim = start()
    local keys = nvim:lua([[
      local keys = {}
      for _, mode in ipairs { 'n', 'x' } do
        for _, map in ipairs(vim.api.nvim_get_keymap(mode)) do
          if vim.startswith(map.lhs, '<Plug>(skein') then
            table.insert(keys, map.lhs)
          end
        end
      end
      require('skein.proposal.keys').attach(vim.api.nvim_create_buf(true, false))
      for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
        for _, map in ipairs(vim.api.nvim_buf_get_keymap(buffer, 'n')) do
          table.insert(keys, map.lhs)
        end
      end
      for _, command in ipairs { 'Skein', 'SkeinTasks', 'SkeinThreads' } do
        vim.cmd(command)
        for _, mode in ipairs { 'n', 'i' } do
          for _, map in ipairs(vim.api.nvim_buf_get_keymap(0, mode)) do
            table.insert(keys, (map.lhs:gsub('<lt>', '<'):gsub('<[CcSs]%-%a>', string.upper)))
          end
        end
      end
      return keys
    ]])
    expect(#keys > 40, true)
    local text = help():gsub('<[Cc]%-%a>', string.upper)
    local absent = vim.tbl_filter(function(key)
      key = key == ' ' and '<Space>' or key
      return not text:find(key, 1, true)
    end, keys)
    expect(absent, {})
  end },

  { 'no global mapping is made', function(start)
    local nvim = start()
    expect(nvim:lua([[
      local found = {}
      for _, mode in ipairs { 'n', 'x', 'i', 'o', 'c', 't' } do
        for _, map in ipairs(vim.api.nvim_get_keymap(mode)) do
          if (map.rhs or ''):find('Skein') and not vim.startswith(map.lhs, '<Plug>') then
            table.insert(found, map.lhs)
          end
        end
      end
      return found
    ]]), {})
  end },
}
