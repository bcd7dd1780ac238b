//go:build !windows

package hugosite

import "syscall"

var diskFullErrors = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}
