package hugosite

import "github.com/gohugoio/hugo/commands"

func Build(args []string) error { return commands.Execute(args) }
