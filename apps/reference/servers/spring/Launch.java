import example.EventsController;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What Spring Boot does for the controller of docs/servers/spring.md, where there is no Spring Boot. */
public class Launch {
    public static void main(String[] arguments) throws Exception {
        var context = new AnnotationConfigWebApplicationContext();
        context.register(
            RequestMappingHandlerMapping.class, RequestMappingHandlerAdapter.class, EventsController.class);
        var servlet = new ServletHolder(new DispatcherServlet(context));
        servlet.setAsyncSupported(true);
        var handler = new ServletContextHandler();
        handler.addServlet(servlet, "/");
        var server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))));
        server.setHandler(handler);
        server.start();
    }
}
