"""What the pipeline says to users."""

from __future__ import annotations

PROCESS_DIED = "检查这份文件的进程意外中止（可能是内存不足），其他报告不受影响；请单独检查这份文件"
NODE_DIED = "检查这份文件的节点一再中止（可能是内存不足），其他报告不受影响；请在本机单独检查这份文件"
NO_EXTRA = "--cluster 需要 Dask，尚未安装。请运行 pip install 'yaodian-checker[cluster]'，或去掉 --cluster 在本机检查"
NOT_AN_ADDRESS = "--cluster {address}：不是调度器地址，应形如 tcp://主机:8786"
NO_SCHEDULER = "--cluster {address}：{seconds} 秒内没有调度器应答。请检查地址、网络，以及 dask scheduler 是否已启动"
NO_NODES = "--cluster {address}：调度器已应答，但 {seconds} 秒内没有工作节点。请先用 dask worker {address} 启动节点"
LOST = "--cluster {address}：与调度器的连接中断，检查没有完成；已完成的部分保存在工作区，重新运行时会沿用"
OTHER_CODE = "工作节点 {node} 上的 checker 与本机不是同一版本，结果会不同。请在所有节点安装与本机相同的版本"
NODE_FAILED = "--cluster {address}：工作节点出错（{detail}）。请确认所有节点都安装了与本机相同版本的 checker"
