package im.regent.core.net;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** How sockets are driven: by Linux's epoll where its native library loads, otherwise by the JDK's NIO. */
enum Transports {
    EPOLL {
        @Override
        IoHandlerFactory loops() {
            return EpollIoHandler.newFactory();
        }

        @Override
        Class<? extends ServerChannel> serverChannel() {
            return EpollServerSocketChannel.class;
        }
    },
    NIO {
        @Override
        IoHandlerFactory loops() {
            return NioIoHandler.newFactory();
        }

        @Override
        Class<? extends ServerChannel> serverChannel() {
            return NioServerSocketChannel.class;
        }
    };

    abstract IoHandlerFactory loops();

    abstract Class<? extends ServerChannel> serverChannel();

    /** The best that this machine has. */
    static Transports best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }
}
